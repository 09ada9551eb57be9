import { Alert, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { EntityTypeSchema, LoggedConflict } from '../../sync';
import { storageFailureWording } from '../form/storage-failure';
import { formatStamp } from '../records/format';
import { recordLabel } from '../records/record-label';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { Section } from '../sync-centre/section';
import classes from './conflicts.module.css';
import { LoggedVersions } from './logged-versions';
import { ruleWording } from './rule-wording';
import { useNames } from './use-names';

/** As many as one looks back on at first, and as many more each time. */
const PAGE = 20;

/** What became of conflicts that need nobody any more, newest first; decisions of the user can be taken back. */
export function SettledSection() {
  const { conflicts } = useTidebook();
  const nameOf = useNames();
  const [shown, setShown] = useState(PAGE);
  const live = useLive(() => conflicts.getSettled(Infinity), [conflicts]);
  const settled = live.kind === 'ready' ? live.value : null;
  return (
    <Section
      title="Lately settled"
      count={settled?.length ?? null}
      empty="None yet. Merged edits and what you have decided are listed here."
    >
      <ul className={classes.list}>
        {settled?.slice(0, shown).map((conflict) => (
          <SettledRow key={conflict.seq} conflict={conflict} author={nameOf(conflict.remote?.updatedBy)} />
        ))}
      </ul>
      {settled !== null && settled.length > shown && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setShown(shown + PAGE)}>
          Show more
        </Button>
      )}
    </Section>
  );
}

function SettledRow({ conflict, author }: { conflict: LoggedConflict; author: string }) {
  const { schema, conflicts, records } = useTidebook();
  const [isOpen, { toggle }] = useDisclosure(false);
  const [failure, setFailure] = useState<string | null>(null);
  const type = schema.types.find(({ name }) => name === conflict.entity_type) ?? null;
  const { resolution, seq } = conflict;
  const isMine = resolution === 'restored' || resolution === 'dismissed';

  async function undo(): Promise<void> {
    try {
      await conflicts.undo(seq, records);
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
    }
  }

  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Text>{titleOf(conflict, type)}</Text>
        <Text size="xs" c="dimmed">
          {sentence(conflict, author)}
          {conflict.resolved_at !== null && `, ${formatStamp(conflict.resolved_at)}`}
        </Text>
        {failure !== null && <Alert color="red">{failure}</Alert>}
        {isOpen && type !== null && (
          <LoggedVersions type={type} conflict={conflict} author={author} withResult />
        )}
      </div>
      {type !== null && (
        <Button size="xs" variant="subtle" flex="none" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? 'Hide' : 'Compare'}
        </Button>
      )}
      {isMine && type !== null && (
        <Button size="xs" variant="default" flex="none" onClick={() => void undo()}>
          Undo
        </Button>
      )}
    </li>
  );
}

function titleOf(
  { local, remote, result, entity_id, entity_type }: LoggedConflict,
  type: EntityTypeSchema | null,
) {
  if (type === null) return `${entity_type}: ${entity_id.slice(0, 8)}`;
  return `${type.labelOne}: ${recordLabel(type, result ?? remote ?? local)}`;
}

function sentence({ resolution, rule }: LoggedConflict, author: string): string {
  switch (resolution) {
    case 'merged':
      return `Your edit met one of ${author} (${ruleWording(rule).toLowerCase()})`;
    case 'reviewed':
      return `You decided between your edit and that of ${author}`;
    case 'restored':
      return `You restored your edit over that of ${author}`;
    case 'dismissed':
      return `You let your edit go for that of ${author}`;
    case null:
      return '';
  }
}
