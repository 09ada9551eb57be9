/**
 * The import of records from a file, in four steps: file, fields, check, import.
 *
 * 1. Nothing is stored before the last step, and then everything in one transaction or nothing.
 * 2. Lines that cannot be read are left out only when the user says so.
 * 3. It needs no network: the records wait in the outbox like any other edit.
 */
import { Container, Stack, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { listedTypes } from '../../sync';
import { isKeyDoubtful } from '../../import';
import { useUnsavedGuard } from '../routing/use-unsaved-guard';
import { useTidebook } from '../session/tidebook-context';
import { CheckStep } from './check-step';
import { DoneStep } from './done-step';
import { FileStep } from './file-step';
import { MappingStep } from './mapping-step';
import { StepHeader } from './step-header';
import { useImport } from './use-import';
import { useImportRun } from './use-import-run';
import { usePlan } from './use-plan';

type Step = 'file' | 'mapping' | 'check';

/** The page at `#/import`; `#/import?type=accounts` chooses the type. */
export function ImportPage() {
  // A new address (another type, or the same one for the next file) is a new import.
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    document.title = 'Import · Tidebook';
  }, []);
  return (
    <Container size={1080} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Stack gap="lg">
        <Title order={1}>Import</Title>
        <ImportWizard key={attempt} onAgain={() => setAttempt(attempt + 1)} />
      </Stack>
    </Container>
  );
}

function ImportWizard({ onAgain }: { onAgain: () => void }) {
  const { schema } = useTidebook();
  const [step, setStep] = useState<Step>('file');
  const draft = useImport(listedTypes(schema), typeInAddress());
  const plan = usePlan(draft);
  const run = useImportRun(draft);
  const isOver = run.state.kind === 'done';

  const key = JSON.stringify([draft.source, draft.mapping.keyColumns]);
  const [doubtedKey, setDoubtedKey] = useState<string | null>(null);
  // What the user said of the fields is kept only when the records are.
  useUnsavedGuard(draft.isMapped && !isOver);

  function back() {
    const isDoubtful = plan.state.kind === 'ready' && isKeyDoubtful(plan.state.plan, draft.mapping);
    setDoubtedKey(isDoubtful ? key : null);
    plan.drop();
    setStep('mapping');
  }

  return (
    <>
      <StepHeader index={isOver ? 3 : ['file', 'mapping', 'check'].indexOf(step)} />
      {step === 'file' && <FileStep draft={draft} onContinue={() => setStep('mapping')} />}
      {step === 'mapping' && (
        <MappingStep
          draft={draft}
          isKeyDoubtful={doubtedKey === key}
          onBack={() => setStep('file')}
          onContinue={() => {
            setStep('check');
            void plan.make();
          }}
        />
      )}
      {step === 'check' && !isOver && <CheckStep draft={draft} state={plan.state} run={run} onBack={back} />}
      {run.state.kind === 'done' && draft.type !== null && (
        <DoneStep type={draft.type} outcome={run.state.outcome} plan={plan.state} onAgain={onAgain} />
      )}
    </>
  );
}

function typeInAddress(): string {
  const [, query = ''] = window.location.hash.split('?');
  return new URLSearchParams(query).get('type') ?? '';
}
