import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { isMadeByHand, type EntityTypeSchema } from '../../sync';
import type { RecordRow } from '../records/record-rows';
import { useChangeMarks } from '../records/use-change-marks';
import { useRecordRows, useReferencedRows } from '../records/use-record-rows';
import { countOf, formatCount } from '../records/format';
import { router } from '../routing/use-router';
import { routeToHash } from '../routing/route';
import { columnsOf } from './columns';
import { ListEmpty } from './list-empty';
import classes from './list-page.module.css';
import { ListTools } from './list-tools';
import { RecordCards } from './record-cards';
import { RecordTable } from './record-table';
import { searchRows } from './search-rows';
import { sortRows } from './sort-rows';
import { useListView } from './list-view';

const noRows: readonly RecordRow[] = [];

/** The records of one type: searched and sorted in memory, shown as a table or, where it is narrow, as cards. */
export function ListPage({ type }: { type: EntityTypeSchema }) {
  const state = useRecordRows(type.name);
  const marks = useChangeMarks(type.name);
  const rows = state.kind === 'ready' ? state.rows.rows : null;
  const rowsByType = useReferencedRows(type, rows ?? noRows);
  const columns = useMemo(() => columnsOf(type, rows ?? []), [type, rows]);
  const [view, setView] = useListView(type, columns);
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false }) === true;

  const query = useDeferredValue(view.query);
  const sortField = type.fields.find((field) => field.name === view.sort.field) ?? type.fields[0];
  const sorted = useMemo(
    () =>
      rows === null || sortField === undefined
        ? null
        : sortRows(rows, sortField, view.sort.descending, rowsByType),
    [rows, sortField, view.sort.descending, rowsByType],
  );
  const found = useMemo(
    () => (sorted === null ? null : searchRows(type, sorted, query, rowsByType)),
    [type, sorted, query, rowsByType],
  );

  useEffect(() => {
    document.title = `${type.label} · Tidebook`;
  }, [type]);

  const newLabel = `New ${type.labelOne.toLowerCase()}`;
  const newHash = routeToHash({ kind: 'new', path: type.path });
  const Rows = narrow ? RecordCards : RecordTable;
  return (
    <section className={classes.page} aria-label={type.label}>
      <div className={classes.head}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <div>
            <Title order={1}>{type.label}</Title>
            <Text size="sm" c="dimmed" className={classes.count} data-testid="record-count">
              {found === null || rows === null
                ? 'Loading…'
                : countWording(type, found.length, rows.length, query)}
            </Text>
          </div>
          {isMadeByHand(type) && (
            <Button
              component="a"
              href={newHash}
              aria-label={newLabel}
              leftSection={<IconPlus size={17} aria-hidden />}
              flex="none"
            >
              {narrow ? 'New' : newLabel}
            </Button>
          )}
        </Group>
        <ListTools type={type} columns={columns} view={view} onChange={setView} narrow={narrow} />
      </div>
      {state.kind === 'failed' && (
        <Alert color="red" title="The records could not be read from this device" m="md">
          {state.error.message}
        </Alert>
      )}
      {state.kind === 'loading' && <ListSkeleton />}
      {found !== null && found.length > 0 && (
        <Rows
          type={type}
          columns={columns}
          rows={found}
          rowsByType={rowsByType}
          marks={marks}
          view={view}
          onChange={setView}
          onOpen={(id) => router.navigate({ kind: 'record', path: type.path, id })}
        />
      )}
      {found !== null && rows !== null && found.length === 0 && (
        <ListEmpty
          type={type}
          query={rows.length === 0 ? null : query}
          onClear={() => setView({ ...view, query: '' })}
        />
      )}
    </section>
  );
}

function countWording(type: EntityTypeSchema, found: number, all: number, query: string): string {
  return query.trim() === '' ? countOf(all, type) : `${formatCount(found)} of ${formatCount(all)}`;
}

function ListSkeleton() {
  return (
    <Stack gap="xs" p="md" aria-hidden>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} height={36} radius="sm" />
      ))}
    </Stack>
  );
}
