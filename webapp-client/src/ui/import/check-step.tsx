import { Button, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type ImportPlan, isKeyDoubtful } from '../../import';
import { formatCount } from '../records/format';
import { CheckChoices } from './check-choices';
import { Notice } from './notice';
import { PlanCounts } from './plan-counts';
import { PlanTable } from './plan-table';
import { StepActions } from './step-actions';
import { StepCard } from './step-card';
import { UnreadableLines } from './unreadable-lines';
import { UnusedColumns } from './unused-columns';
import type { ImportDraft } from './use-import';
import type { ExistingChoice, useImportRun } from './use-import-run';
import type { PlanState } from './use-plan';

interface Props {
  readonly draft: ImportDraft;
  readonly state: PlanState;
  readonly run: ReturnType<typeof useImportRun>;
  readonly onBack: () => void;
}

/** Shows what the import will do, and does it when the user says so. */
export function CheckStep({ draft, state, run, onBack }: Props) {
  const [existing, setExisting] = useState<ExistingChoice>('skip');
  const [isPartAccepted, setIsPartAccepted] = useState(false);
  const plan = state.kind === 'ready' ? state.plan : null;
  const isRunning = run.state.kind === 'running';
  const toSave = plan === null ? 0 : recordsToSave(plan, existing);
  const isAllowed = plan !== null && toSave > 0 && (plan.counts.unreadable === 0 || isPartAccepted);

  return (
    <Stack gap="lg">
      <StepCard title="Check the records" lead={draft.file?.name} focus>
        {state.kind === 'planning' && <Bar label="Reading the file" done={state.done} total={state.total} />}
        {state.kind === 'failed' && (
          <Notice tone="error" title="The file could not be compared with your records">
            {state.message}
          </Notice>
        )}
        {state.kind === 'ready' && draft.type !== null && (
          <>
            <PlanCounts counts={state.plan.counts} />
            <CheckChoices
              counts={state.plan.counts}
              isKeyDoubtful={isKeyDoubtful(state.plan, draft.mapping)}
              readable={toSave}
              existing={existing}
              onExisting={setExisting}
              isPartAccepted={isPartAccepted}
              onPartAccepted={setIsPartAccepted}
            />
            {draft.table !== null && <UnusedColumns table={draft.table} mapping={draft.mapping} />}
            <PlanTable type={draft.type} plan={state.plan} stored={state.stored} mapping={draft.mapping} />
          </>
        )}
      </StepCard>
      {plan !== null && plan.errors.length > 0 && (
        <UnreadableLines errors={plan.errors} fileName={draft.file?.name ?? 'import'} />
      )}
      {run.state.kind === 'failed' && (
        <Notice tone="error" title="Nothing was imported">
          {run.state.message}
        </Notice>
      )}
      <StepActions
        progress={
          run.state.kind === 'running' ? (
            <Bar label="Import progress" done={run.state.done} total={run.state.total} />
          ) : undefined
        }
      >
        <Button variant="default" onClick={onBack} disabled={isRunning}>
          Back
        </Button>
        <Button
          onClick={() => plan !== null && void run.run(plan, existing)}
          disabled={!isAllowed}
          loading={isRunning}
        >
          Import
        </Button>
      </StepActions>
    </Stack>
  );
}

function recordsToSave({ counts }: ImportPlan, existing: ExistingChoice): number {
  return counts.new + (existing === 'update' ? counts.changed : 0);
}

function Bar({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div>
      <Text size="sm" mb={6}>
        {formatCount(done)} of {formatCount(total)} rows
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={total === 0 ? 100 : (100 * done) / total} aria-label={label} />
      </Progress.Root>
    </div>
  );
}
