import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutboxEntry } from '../../sync';
import { changedFieldLabels, changeTitle } from '../changes/change-wording';
import { formatStamp } from '../records/format';
import { routeToHash } from '../routing/route';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import classes from './change-rows.module.css';

interface Props {
  readonly entries: readonly OutboxEntry[];
  /** What stands beneath a change, such as why it failed. */
  readonly detail?: (entry: OutboxEntry) => ReactNode;
}

/** Changes with what they are about, each a link to its record's form. */
export function ChangeRows({ entries, detail }: Props) {
  return (
    <ul className={classes.list}>
      {entries.map((entry) => (
        <li key={entry.seq} className={classes.row}>
          <ChangeRow entry={entry} />
          {detail?.(entry)}
        </li>
      ))}
    </ul>
  );
}

function ChangeRow({ entry }: { entry: OutboxEntry }) {
  const { db, schema } = useTidebook();
  const type = schema.types.find((candidate) => candidate.name === entry.entity_type) ?? null;
  const live = useLive(
    async () => (type === null ? null : ((await db.entities(type.name).get(entry.entity_id)) ?? null)),
    [db, type, entry.entity_id],
  );
  const title = changeTitle(type, entry, live.kind === 'ready' ? live.value : null);
  const labels = changedFieldLabels(type, entry);
  return (
    <div className={classes.change}>
      {type === null || entry.action === 'delete' ? (
        <span className={classes.title}>{title}</span>
      ) : (
        <Anchor
          href={routeToHash({ kind: 'record', path: type.path, id: entry.entity_id })}
          className={classes.title}
          c="inherit"
        >
          {title}
        </Anchor>
      )}
      <Text size="xs" c="dimmed">
        {formatStamp(entry.updated_at)}
        {entry.action === 'update' && labels.length > 0 && ` · ${labels.join(', ')}`}
      </Text>
    </div>
  );
}
