import { Alert, Anchor, Button, Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isDeleted, isMadeByHand, type EntityTypeSchema, type LocalRecord } from '../../sync';
import { RecordChanges } from '../changes/record-changes';
import { RecordConflicts } from '../conflicts/record-conflicts';
import { recordLabel } from '../records/record-label';
import { useLive } from '../records/use-live';
import { routeToHash } from '../routing/route';
import { useTidebook } from '../session/tidebook-context';
import { RecordForm } from './record-form';

/** A record's form, or an empty one where `id` is null. */
export function FormPage({ type, id }: { type: EntityTypeSchema; id: string | null }) {
  const { records } = useTidebook();
  const live = useLive(
    async () => (id === null ? null : ((await records.getEntityById(type.name, id)) ?? null)),
    [records, type, id],
  );
  const stored = live.kind === 'ready' && live.value !== null && !isDeleted(live.value) ? live.value : null;
  // A record that goes while it is shown leaves its form open, with all that was typed.
  const [lastStored, setLastStored] = useState<LocalRecord | null>(null);
  if (stored !== null && stored !== lastStored) setLastStored(stored);
  const record = stored ?? lastStored;
  const gone = live.kind === 'ready' && stored === null && record !== null;
  const title = record === null ? `New ${type.labelOne.toLowerCase()}` : recordLabel(type, record);
  useEffect(() => {
    document.title = `${title} · Tidebook`;
  }, [title]);

  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Anchor href={routeToHash({ kind: 'list', path: type.path })} size="sm" w="fit-content">
          <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: '-2px' }} /> {type.label}
        </Anchor>
        {live.kind === 'failed' && (
          <Alert color="red" title="The record could not be read from this device">
            {live.error.message}
          </Alert>
        )}
        {live.kind === 'loading' && <Skeleton height={320} radius="md" />}
        {live.kind === 'ready' && id !== null && record === null && (
          <>
            <MissingRecord type={type} deleted={live.value !== null} />
            <AboutRecord type={type} id={id} />
          </>
        )}
        {id === null && !isMadeByHand(type) && <NotMadeByHand type={type} />}
        {(record !== null || (live.kind === 'ready' && id === null && isMadeByHand(type))) && (
          <>
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {id !== null && <AboutRecord type={type} id={id} />}
            <RecordForm key={id ?? 'new'} type={type} record={record} gone={gone} />
          </>
        )}
      </Stack>
    </Container>
  );
}

/** What waits for the record, and which edits of it were overruled; also where it was deleted. */
function AboutRecord({ type, id }: { type: EntityTypeSchema; id: string }) {
  return (
    <>
      <RecordChanges entityType={type.name} id={id} />
      <RecordConflicts entityType={type.name} id={id} />
    </>
  );
}

function NotMadeByHand({ type }: { type: EntityTypeSchema }) {
  return (
    <Stack gap="sm" py="xl" align="flex-start">
      <Title order={1}>{type.label} are not made by hand</Title>
      <Text>They come with their files, from the programs that bring those in.</Text>
      <Button component="a" href={routeToHash({ kind: 'list', path: type.path })} variant="default">
        Show all {type.label.toLowerCase()}
      </Button>
    </Stack>
  );
}

function MissingRecord({ type, deleted }: { type: EntityTypeSchema; deleted: boolean }) {
  const one = type.labelOne.toLowerCase();
  return (
    <Stack gap="sm" py="xl" align="flex-start">
      <Title order={1}>{deleted ? `This ${one} was deleted` : `This ${one} is not on this device`}</Title>
      <Text>
        {deleted
          ? 'It was deleted here or on another device.'
          : 'It may not have arrived yet. It will be shown here as soon as it has.'}
      </Text>
      <Button component="a" href={routeToHash({ kind: 'list', path: type.path })} variant="default">
        Show all {type.label.toLowerCase()}
      </Button>
    </Stack>
  );
}
