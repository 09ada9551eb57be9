import {
  Alert,
  Anchor,
  Button,
  Container,
  Group,
  MultiSelect,
  Paper,
  Select,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import {
  listedTypes,
  settingsIn,
  strategiesIn,
  SYNC_SETTINGS,
  type ConflictStrategy,
  type EntityTypeSchema,
  type LocalRecord,
  type Strategies,
} from '../../sync';
import { storageFailureWording } from '../form/storage-failure';
import { useLive } from '../records/use-live';
import { routeToHash } from '../routing/route';
import { useUnsavedGuard } from '../routing/use-unsaved-guard';
import { useTidebook } from '../session/tidebook-context';
import classes from './conflicts.module.css';
import { ruleChoices } from './rule-wording';
import { effectiveRules, isSameRule, rulesText } from './rules';

/** Which rule decides conflicts of which type: read by all members, set by an owner. */
export function RulesPage() {
  const tidebook = useTidebook();
  const { db, schema, session } = tidebook;
  const hasSettings = schema.types.some(({ name }) => name === SYNC_SETTINGS);
  const live = useLive(async () => {
    if (!hasSettings) return { settings: undefined, isKnown: false };
    const [settings, isKnown] = await Promise.all([
      db.entities(SYNC_SETTINGS).get(session.tenant.id),
      tidebook.hasPulled(SYNC_SETTINGS),
    ]);
    return { settings, isKnown };
  }, [db, hasSettings, session, tidebook]);
  useEffect(() => {
    document.title = 'Conflict rules · Tidebook';
  }, []);

  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="md">
        <Anchor href={routeToHash({ kind: 'conflicts' })} size="sm" w="fit-content">
          <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: '-2px' }} /> Conflicts
        </Anchor>
        <Title order={1}>Conflict rules</Title>
        <Text>
          What happens where two people change the same record before either has seen the other’s change. The
          rules hold for everybody in {session.tenant.name}; a device applies them once it has learned of
          them.
        </Text>
        {live.kind === 'loading' && <Skeleton height={320} radius="md" />}
        {live.kind === 'failed' && <Alert color="red">{live.error.message}</Alert>}
        {live.kind === 'ready' && (
          <Rules
            settings={live.value.settings}
            isKnown={live.value.isKnown}
            isOwner={session.user.role === 'owner' && hasSettings}
          />
        )}
      </Stack>
    </Container>
  );
}

interface RulesProps {
  readonly settings: LocalRecord | undefined;
  /** Whether they have come to this device: what is written before would take their place. */
  readonly isKnown: boolean;
  readonly isOwner: boolean;
}

function Rules({ settings, isKnown, isOwner }: RulesProps) {
  const { schema, records, session } = useTidebook();
  const mayEdit = isOwner && isKnown;
  const set = useMemo(() => strategiesIn(settings), [settings]);
  const types = useMemo(() => listedTypes(schema), [schema]);
  const stored = useMemo(
    () =>
      effectiveRules(
        schema,
        types.map(({ name }) => name),
        set,
      ),
    [schema, types, set],
  );
  const [edits, setEdits] = useState<Strategies>({});
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle');
  const [failure, setFailure] = useState<string | null>(null);
  const rules = { ...stored, ...edits };
  const isDirty = Object.entries(edits).some(
    ([name, rule]) => stored[name] === undefined || !isSameRule(rule, stored[name]),
  );
  useUnsavedGuard(isDirty);

  async function save(): Promise<void> {
    setState('saving');
    setFailure(null);
    try {
      await records.save(SYNC_SETTINGS, {
        id: session.tenant.id,
        strategies: rulesText(schema, edits, settingsIn(settings)),
      });
      setEdits({});
      setState('saved');
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
      setState('idle');
    }
  }

  return (
    <Paper
      component="form"
      withBorder
      radius="md"
      px="lg"
      pt="sm"
      aria-label="Conflict rules"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {!mayEdit && (
        <Alert color="gray" my="sm">
          {isOwner
            ? 'The rules have not come to this device yet. Once it has synced they can be changed here.'
            : 'Only an owner changes these rules.'}
        </Alert>
      )}
      {types.map((type) => (
        <Rule
          key={type.name}
          type={type}
          rule={rules[type.name] as ConflictStrategy}
          mayEdit={mayEdit}
          onChange={(rule) => {
            setState('idle');
            setEdits((before) => ({ ...before, [type.name]: rule }));
          }}
        />
      ))}
      {failure !== null && (
        <Alert color="red" role="alert" mb="sm">
          {failure}
        </Alert>
      )}
      {mayEdit && (
        <Group className={classes.actions} gap="sm">
          <Button type="submit" loading={state === 'saving'} disabled={!isDirty}>
            Save rules
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {state === 'saved' && !isDirty ? 'Kept. The other devices learn of it with their next sync.' : ''}
          </Text>
        </Group>
      )}
    </Paper>
  );
}

interface RuleProps {
  readonly type: EntityTypeSchema;
  readonly rule: ConflictStrategy;
  readonly mayEdit: boolean;
  readonly onChange: (rule: ConflictStrategy) => void;
}

function Rule({ type, rule: { strategy, review = [] }, mayEdit, onChange }: RuleProps) {
  return (
    <div className={classes.rule} role="group" aria-label={type.label}>
      <Text fw={600} mt={4}>
        {type.label}
      </Text>
      <Stack gap="xs">
        <Select
          aria-label={`Rule for ${type.label.toLowerCase()}`}
          data={ruleChoices}
          value={strategy}
          allowDeselect={false}
          disabled={!mayEdit}
          onChange={(value) => {
            if (value !== null) onChange({ strategy: value as ConflictStrategy['strategy'], review });
          }}
        />
        {strategy === 'field_merge' && (
          <MultiSelect
            label="Ask about"
            description="Where both sides have changed one of these"
            data={type.fields.map(({ name, label }) => ({ value: name, label }))}
            value={[...review]}
            disabled={!mayEdit}
            placeholder={review.length === 0 ? 'Nothing: the newer value stands' : ''}
            searchable
            onChange={(names) => onChange({ strategy, review: names })}
          />
        )}
      </Stack>
    </div>
  );
}
