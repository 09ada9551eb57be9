/**
 * What the user has decided on so far in a review: an input for each field on which the versions differ. A field that
 * one side alone changed begins with that side's value; one that a person has to decide on begins undecided; any other
 * that both changed begins with the newer side's value, as the rule would have it.
 */
import {
  type EntityTypeSchema,
  type FieldSchema,
  type RecordFields,
  type Review,
  fieldsOf,
} from '../../sync';
import { inputToValue, valueToInput, type InputValue } from '../form/form-values';
import type { DecimalSeparators } from '../form/decimal-input';

/** Null for a field that is not decided. */
export type Choices = Readonly<Record<string, InputValue | null>>;

/** A field of the review that the type has; others are left as the server has them. */
export interface ReviewedField {
  readonly field: FieldSchema;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly isContested: boolean;
  readonly isDisputed: boolean;
  /** The value that stands if nobody decides otherwise; undefined where somebody has to. */
  readonly preset: unknown;
}

/**
 * The fields on which the versions differ: first those that both changed.
 *
 * @param written fields on which they agree by now, but for which the user has written something else
 */
export function reviewedFields(
  type: EntityTypeSchema,
  review: Review,
  written: readonly string[] = [],
): ReviewedField[] {
  const isMineNewer = review.mine.updatedAt > review.theirs.updatedAt;
  const fields = review.fields.flatMap(({ name, local, remote, changedBy }) => {
    const field = type.fields.find((candidate) => candidate.name === name);
    if (field === undefined) return [];
    const isContested = changedBy === 'both';
    const isDisputed = isContested && review.disputed.includes(name);
    const takesMine = changedBy === 'local' || (isContested && isMineNewer);
    const preset = isDisputed ? undefined : takesMine ? local : remote;
    return [{ field, mine: local, theirs: remote, isContested, isDisputed, preset }];
  });
  const agreed = written
    .filter((name) => !fields.some(({ field }) => field.name === name))
    .flatMap((name) => type.fields.find((candidate) => candidate.name === name) ?? [])
    .map((field): ReviewedField => {
      const value = review.theirs[field.name] ?? null;
      return { field, mine: value, theirs: value, isContested: true, isDisputed: false, preset: value };
    });
  return [...fields, ...agreed].sort((one, other) => Number(other.isContested) - Number(one.isContested));
}

export function firstChoices(fields: readonly ReviewedField[], separators: DecimalSeparators): Choices {
  return Object.fromEntries(
    fields.map(({ field, preset }) => [
      field.name,
      preset === undefined ? null : valueToInput(field, preset, separators),
    ]),
  );
}

/** With one side's value in every field that both changed. */
export function withSide(
  choices: Choices,
  fields: readonly ReviewedField[],
  side: 'mine' | 'theirs',
  separators: DecimalSeparators,
): Choices {
  const contested = fields.filter(({ isContested }) => isContested);
  return {
    ...choices,
    ...Object.fromEntries(
      contested.map((it) => [it.field.name, valueToInput(it.field, it[side], separators)]),
    ),
  };
}

/**
 * The choices now that a side has changed its version again. A field where one did is told, and begins anew unless
 * something of the user's own is written there.
 */
export function withNewVersions(
  choices: Choices,
  before: readonly ReviewedField[],
  now: readonly ReviewedField[],
  separators: DecimalSeparators,
): { choices: Choices; moved: FieldSchema[] } {
  const known = new Map(before.map((it) => [it.field.name, it]));
  const moved = now.filter(({ field, mine, theirs }) => {
    const it = known.get(field.name);
    return it === undefined || it.theirs !== theirs || it.mine !== mine;
  });
  const anew = moved.filter(
    ({ field }) => !isOwnWriting(choices[field.name], known.get(field.name), separators),
  );
  const stay = now.filter((it) => !anew.includes(it));
  return {
    choices: {
      ...firstChoices(anew, separators),
      ...Object.fromEntries(stay.map(({ field }) => [field.name, choices[field.name] ?? null])),
    },
    moved: moved.map(({ field }) => field),
  };
}

/** The fields for which the user has written something of their own, though nobody is asked about them any more. */
export function writtenBeyond(
  choices: Choices,
  before: readonly ReviewedField[],
  now: readonly ReviewedField[],
  separators: DecimalSeparators,
): string[] {
  return before
    .filter(({ field }) => !now.some((it) => it.field.name === field.name))
    .filter((it) => isOwnWriting(choices[it.field.name], it, separators))
    .map(({ field }) => field.name);
}

/** Whether an input is neither side's value, so that only the user has it. */
function isOwnWriting(
  input: InputValue | null | undefined,
  before: ReviewedField | undefined,
  separators: DecimalSeparators,
): boolean {
  if (input == null || before === undefined) return false;
  const { field, mine, theirs } = before;
  return ![mine, theirs].some((value) => valueToInput(field, value, separators) === input);
}

export interface Reading {
  /** The whole record as it is to be. */
  readonly wanted: RecordFields;
  readonly errors: Readonly<Record<string, string>>;
}

/** The record that the choices come to; what is not decided or cannot be read is an error at its field. */
export function readChoices(
  review: Review,
  fields: readonly ReviewedField[],
  choices: Choices,
  separators: DecimalSeparators,
): Reading {
  const wanted: Record<string, unknown> = { ...fieldsOf(review.theirs) };
  const errors: Record<string, string> = {};
  for (const { field } of fields) {
    const input = choices[field.name] ?? null;
    if (input === null) {
      errors[field.name] = 'Choose one, or write what it is to be.';
      continue;
    }
    const reading = inputToValue(field, input, separators);
    if (reading.kind === 'value') wanted[field.name] = reading.value;
    else errors[field.name] = reading.message;
  }
  return { wanted, errors };
}
