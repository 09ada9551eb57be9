// The rules by the names that cases use, JSON in and JSON out.
// Twin of org.tidebook.conformance.Operations.
import {
  type ConflictContext,
  type CountedVersion,
  type Digest,
  DigestSum,
  FieldMergeResolver,
  LastWriteWinsResolver,
  ManualMergeResolver,
  type Stamp,
  StampError,
  canonicalDecimal,
  changeStamp,
  clampStamp,
  issueStamp,
  maxStamp,
  nextStamp,
  parseStamp,
  stampFromMicros,
  stampFromMillis,
  stampToMicros,
} from '../../src/sync/domain';

/** A case's input: what each operation reads from it, the case's author has put there. */
type Input = never;

const operations = {
  'stamp.parse': (input: { text: string }) => parseStamp(input.text),
  'stamp.next': (input: { stamp: Stamp }) => nextStamp(input.stamp),
  'stamp.max': (input: { a: Stamp; b: Stamp }) => maxStamp(input.a, input.b),
  'stamp.to_micros': (input: { stamp: Stamp }) => stampToMicros(input.stamp).toString(),
  'stamp.from_micros': (input: { micros: string }) => stampFromMicros(BigInt(input.micros)),
  'stamp.from_millis': (input: { ms: number }) => stampFromMillis(input.ms),
  'clock.issue': (input: Parameters<typeof issueStamp>[0]) => issueStamp(input),
  'clock.issue_each': issueEach,
  'clock.clamp': (input: Parameters<typeof clampStamp>[0]) => clampStamp(input),
  'clock.change_stamp': (input: Parameters<typeof changeStamp>[0]) => changeStamp(input),
  'resolver.last_write_wins': (input: ConflictContext) => new LastWriteWinsResolver().resolve(input),
  'resolver.field_merge': ({ review, ...context }: ConflictContext & { review?: string[] }) =>
    new FieldMergeResolver(review).resolve(context),
  'resolver.manual_merge': (input: ConflictContext) => new ManualMergeResolver().resolve(input),
  'decimal.canonical': (input: { text: string; integerDigits: number; fractionDigits: number }) =>
    canonicalDecimal(input.text, input),
  'digest.hash': (input: CountedVersion) => digestOf([input]).digest,
  'digest.sum': (input: { records: CountedVersion[] }) => {
    const { count, digest } = digestOf(input.records);
    return `${count.toString()} ${digest}`;
  },
} satisfies Record<string, (input: Input) => unknown>;

function digestOf(records: readonly CountedVersion[]): Digest {
  const sum = new DigestSum();
  for (const record of records) {
    sum.add(record);
  }
  return sum.digest;
}

function issueEach(input: { physicalNowMs: number[]; lastIssued: Stamp | null }): Stamp[] {
  let lastIssued = input.lastIssued;
  return input.physicalNowMs.map((physicalNowMs) => (lastIssued = issueStamp({ physicalNowMs, lastIssued })));
}

/** The names of all operations. */
export const operationNames: readonly string[] = Object.keys(operations);

/** What the rule answers; a refusal is an answer too. @throws Error for an operation it does not know */
export function answer(operation: string, input: unknown): unknown {
  if (!Object.hasOwn(operations, operation)) {
    throw new Error(`No operation is called ${operation}.`);
  }
  const rule = operations[operation as keyof typeof operations] as (input: unknown) => unknown;
  try {
    return rule(input);
  } catch (error) {
    if (error instanceof StampError) {
      return { error: error.message };
    }
    throw error;
  }
}
