import { Alert, Anchor, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { isDeleted, type Review, type Side } from '../../sync';
import { useStorageAction } from '../form/use-storage-action';
import { formatCount, formatStamp } from '../records/format';
import { recordLabel } from '../records/record-label';
import { useLive } from '../records/use-live';
import { routeToHash } from '../routing/route';
import { useTidebook } from '../session/tidebook-context';
import { Section } from '../sync-centre/section';
import classes from './conflicts.module.css';
import { groupReviews, type ReviewGroup } from './review-groups';
import { useNames } from './use-names';

/** More rows than this of one kind are nothing to tick one by one; all of them can be chosen together. */
const rowsShown = 200;

/** What waits for the user: alike ones together, to be decided one by one or many at once. */
export function ReviewSection() {
  const { reviews, schema } = useTidebook();
  const live = useLive(() => reviews.getAll(), [reviews]);
  const groups = useMemo(
    () => (live.kind === 'ready' ? groupReviews(live.value, schema.types) : []),
    [live, schema],
  );
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [moved, setMoved] = useState(0);
  const waiting = live.kind === 'ready' ? live.value : null;
  const chosen = (waiting ?? []).filter(({ seq }) => ticked.has(seq));

  function tick(seqs: readonly number[], on: boolean): void {
    setMoved(0);
    setTicked((before) => {
      const after = new Set(before);
      for (const seq of seqs) {
        if (on) after.add(seq);
        else after.delete(seq);
      }
      return after;
    });
  }

  return (
    <Section
      title="To review"
      count={waiting?.length ?? null}
      empty="None. Where you and somebody else change the same, and the rule does not decide, both versions are shown here."
    >
      <Stack gap="lg">
        {groups.map((group) => (
          <AlikeReviews key={group.key} group={group} ticked={ticked} onTick={tick} />
        ))}
      </Stack>
      <Group gap="xs" role="group" aria-label="Decide many at once" className={classes.bulk}>
        <Text size="sm" c="dimmed">
          {chosen.length === 0
            ? 'Tick some to decide them together.'
            : `${formatCount(chosen.length)} chosen`}
        </Text>
        <Button
          size="xs"
          variant="default"
          disabled={chosen.length === 0}
          onClick={() => setDeciding({ side: 'mine', shown: chosen })}
        >
          Take mine
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={chosen.length === 0}
          onClick={() => setDeciding({ side: 'theirs', shown: chosen })}
        >
          Take theirs
        </Button>
      </Group>
      {moved > 0 && (
        <Alert color="yellow" role="alert">
          {formatCount(moved)} {moved === 1 ? 'was' : 'were'} changed meanwhile and still{' '}
          {moved === 1 ? 'waits' : 'wait'} for you.
        </Alert>
      )}
      <BulkDialog
        deciding={deciding}
        onClose={() => setDeciding(null)}
        onDone={(stillWaiting) => {
          setMoved(stillWaiting);
          setTicked(new Set());
          setDeciding(null);
        }}
      />
    </Section>
  );
}

interface GroupProps {
  readonly group: ReviewGroup;
  readonly ticked: ReadonlySet<number>;
  readonly onTick: (seqs: readonly number[], on: boolean) => void;
}

function AlikeReviews({ group, ticked, onTick }: GroupProps) {
  const nameOf = useNames();
  const seqs = group.reviews.map(({ seq }) => seq);
  const count = seqs.filter((seq) => ticked.has(seq)).length;
  return (
    <div role="group" aria-label={group.title}>
      <Checkbox
        label={<strong>{group.title}</strong>}
        checked={count === seqs.length}
        indeterminate={count > 0 && count < seqs.length}
        onChange={(event) => onTick(seqs, event.currentTarget.checked)}
        mb="xs"
      />
      <ul className={classes.list}>
        {group.reviews.slice(0, rowsShown).map((review) => (
          <ReviewRow
            key={review.seq}
            review={review}
            group={group}
            isTicked={ticked.has(review.seq)}
            nameOf={nameOf}
            onTick={(on) => onTick([review.seq], on)}
          />
        ))}
      </ul>
      {group.reviews.length > rowsShown && (
        <Text size="sm" c="dimmed">
          The first {formatCount(rowsShown)}. The others are shown as you decide on these.
        </Text>
      )}
    </div>
  );
}

interface RowProps {
  readonly review: Review;
  readonly group: ReviewGroup;
  readonly isTicked: boolean;
  readonly nameOf: ReturnType<typeof useNames>;
  readonly onTick: (on: boolean) => void;
}

function ReviewRow({ review, group: { type }, isTicked, nameOf, onTick }: RowProps) {
  const version = isDeleted(review.mine) ? review.theirs : review.mine;
  const label = type === null ? review.entityId : recordLabel(type, version);
  return (
    <li className={classes.row}>
      <Checkbox
        aria-label={`Choose ${label}`}
        checked={isTicked}
        onChange={(event) => onTick(event.currentTarget.checked)}
        mt={2}
      />
      <div className={classes.what}>
        <Anchor href={routeToHash({ kind: 'conflict', seq: review.seq })}>{label}</Anchor>
        <Text size="xs" c="dimmed">
          You on {formatStamp(review.mine.updatedAt)}, {nameOf(review.theirs.updatedBy)} on{' '}
          {formatStamp(review.theirs.updatedAt)}
        </Text>
      </div>
    </li>
  );
}

/** What is asked about: as the user saw them when they chose. */
interface Deciding {
  readonly side: Side;
  readonly shown: readonly Review[];
}

interface BulkProps {
  readonly deciding: Deciding | null;
  readonly onClose: () => void;
  readonly onDone: (moved: number) => void;
}

function BulkDialog({ deciding, onClose, onDone }: BulkProps) {
  const { reviews } = useTidebook();
  const { busy, failure, run } = useStorageAction();
  const mine = deciding?.side === 'mine';
  const count = deciding?.shown.length ?? 0;
  const hasDeletions =
    deciding?.shown.some(({ mine: a, theirs: b }) => isDeleted(a) || isDeleted(b)) === true;

  const decide = () =>
    run(async () => {
      if (deciding !== null) onDone(await reviews.decideAll(deciding.shown, deciding.side));
    });

  return (
    <Modal
      opened={deciding !== null}
      onClose={onClose}
      title={mine ? 'Take mine for all chosen?' : 'Take theirs for all chosen?'}
      centered
    >
      <Stack gap="md">
        <Text>
          In {formatCount(count)} {count === 1 ? 'record' : 'records'} what both sides changed becomes{' '}
          {mine ? 'yours' : 'theirs'}. What one side alone changed stands.
          {hasDeletions &&
            ` Where one side has deleted the record, it becomes what ${mine ? 'you' : 'they'} made of it: deleted, or kept as changed.`}{' '}
          Both versions stay under “Lately settled”.
        </Text>
        {failure !== null && <Alert color="red">{failure}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Decide one by one
          </Button>
          <Button loading={busy} onClick={() => void decide()}>
            {mine ? 'Take mine' : 'Take theirs'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
