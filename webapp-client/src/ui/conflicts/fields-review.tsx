import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { type EntityTypeSchema, type Review, validateRecord } from '../../sync';
import { localeSeparators } from '../form/decimal-input';
import { formatStamp } from '../records/format';
import { useReferencedRows } from '../records/use-record-rows';
import { useUnsavedGuard } from '../routing/use-unsaved-guard';
import classes from './conflicts.module.css';
import {
  firstChoices,
  readChoices,
  reviewedFields,
  withNewVersions,
  withSide,
  writtenBeyond,
  type Choices,
} from './review-choices';
import { ReviewField } from './review-field';
import { MovedAlert } from './moved-alert';
import { useDecision } from './use-decision';
import { useNames } from './use-names';

interface Props {
  readonly type: EntityTypeSchema;
  readonly review: Review;
  /** Whether one side had deleted the record when it was shown first, and not any more. */
  readonly isRevived: boolean;
  readonly onDecided: () => void;
}

const separators = localeSeparators();

/** Both sides have edited the record: each field on which they differ, and the result. */
export function FieldsReview({ type, review, isRevived, onDecided }: Props) {
  const nameOf = useNames();
  const { busy, failure, decide } = useDecision(review);
  const [written, setWritten] = useState<readonly string[]>([]);
  const fields = useMemo(() => reviewedFields(type, review, written), [type, review, written]);
  const [choices, setChoices] = useState<Choices>(() => firstChoices(fields, separators));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isTouched, setTouched] = useState(false);
  const [shown, setShown] = useState({ review, fields });
  const [movedFields, setMovedFields] = useState<string | null>(null);
  const guard = useUnsavedGuard(isTouched);
  const holders = useMemo(
    () =>
      [review.mine, review.theirs, ...(review.base === null ? [] : [review.base])].map((record) => ({
        record,
      })),
    [review],
  );
  const rowsByType = useReferencedRows(type, holders);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // From the first choice on all keys work.
    form.current?.querySelector<HTMLElement>('input[type=radio]')?.focus({ preventScroll: true });
  }, []);

  const beyond = writtenBeyond(choices, shown.fields, fields, separators);
  if (beyond.length > 0) {
    // Both sides agree by now, on something else than the user has written.
    setWritten([...written, ...beyond]);
  } else if (shown.fields !== fields) {
    // The page shows another version of the other side, or a later edit of this one, from now on.
    const anew = withNewVersions(choices, shown.fields, fields, separators);
    setShown({ review, fields });
    setChoices(anew.choices);
    setErrors({});
    if (hasMoved(shown.review, review)) {
      setMovedFields(anew.moved.map(({ label }) => label).join(', '));
    }
  }

  function takeAll(side: 'mine' | 'theirs'): void {
    setTouched(true);
    setErrors({});
    setChoices((before) => withSide(before, fields, side, separators));
  }

  async function keep(): Promise<void> {
    const reading = readChoices(review, fields, choices, separators);
    const found: Record<string, string> = { ...reading.errors };
    for (const { field, message } of validateRecord(type, reading.wanted)) found[field] ??= message;
    setErrors(found);
    if (Object.keys(found).length > 0) {
      focusField(Object.keys(found)[0] ?? '');
      return;
    }
    if (await decide(reading.wanted)) {
      guard.release();
      onDecided();
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void keep();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === 'm' || key === 't') {
      event.preventDefault();
      takeAll(key === 'm' ? 'mine' : 'theirs');
    }
  }

  const others = Object.entries(errors).filter(([name]) => !fields.some(({ field }) => field.name === name));
  return (
    <Paper
      component="form"
      ref={form}
      noValidate
      withBorder
      radius="md"
      px="lg"
      pt="lg"
      aria-label="What is to stand"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Text size="sm" flex={1} miw="12rem">
            You changed it on {formatStamp(review.mine.updatedAt)}, {nameOf(review.theirs.updatedBy)} on{' '}
            {formatStamp(review.theirs.updatedAt)}.
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" aria-keyshortcuts="m" onClick={() => takeAll('mine')}>
              Take all mine
            </Button>
            <Button size="xs" variant="default" aria-keyshortcuts="t" onClick={() => takeAll('theirs')}>
              Take all theirs
            </Button>
          </Group>
        </Group>
        {isRevived && movedFields === null && <MovedAlert>Look again before you decide.</MovedAlert>}
        {movedFields !== null && (
          <MovedAlert>
            {movedFields === '' ? 'What you have chosen still holds.' : `Look again at: ${movedFields}.`}
          </MovedAlert>
        )}
        {others.map(([name, message]) => (
          <Alert key={name} color="red" role="alert">
            {type.fields.find((field) => field.name === name)?.label ?? name}: {message}
          </Alert>
        ))}
        {fields.map((reviewed) => (
          <ReviewField
            key={reviewed.field.name}
            type={type}
            review={review}
            reviewed={reviewed}
            value={choices[reviewed.field.name] ?? null}
            chosen={{ ...review.theirs, ...choices }}
            error={errors[reviewed.field.name] ?? null}
            rowsByType={rowsByType}
            nameOf={nameOf}
            onChange={(value) => {
              const { name } = reviewed.field;
              setTouched(true);
              setChoices((before) => ({ ...before, [name]: value }));
              setErrors(({ [name]: _, ...rest }) => rest);
            }}
          />
        ))}
        {failure !== null && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Group className={classes.actions} justify="space-between" gap="sm">
          <Button type="submit" loading={busy} aria-keyshortcuts="Control+Enter">
            Keep this version
          </Button>
          <Text size="xs" c="dimmed">
            Keys: arrows choose, M takes all mine, T all theirs, Ctrl+Enter keeps.
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}

/** Whether one of the versions is another one than it was. */
export function hasMoved(before: Review, now: Review): boolean {
  return before.theirs.updatedAt !== now.theirs.updatedAt || before.mine.updatedAt !== now.mine.updatedAt;
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
  );
}

function focusField(name: string): void {
  // After the paint that marks the inputs.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-field="${name}"] [aria-invalid=true]`)?.focus(),
  );
}
