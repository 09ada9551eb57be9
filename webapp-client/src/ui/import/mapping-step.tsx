import { Button, List, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FieldSource } from '../../import';
import { FieldRow, fieldRowId } from './field-row';
import classes from './import.module.css';
import { KeyCard } from './key-card';
import { Notice } from './notice';
import { ReadingCard } from './reading-card';
import { StepActions } from './step-actions';
import { StepCard } from './step-card';
import type { ImportDraft } from './use-import';

interface Props {
  readonly draft: ImportDraft;
  /** Whether the last check doubted the key as it stands. */
  readonly isKeyDoubtful: boolean;
  readonly onBack: () => void;
  readonly onContinue: () => void;
}

/** Says for every field of the type where its values come from. */
export function MappingStep({ draft, isKeyDoubtful, onBack, onContinue }: Props) {
  const { type, table, mapping, problems } = draft;
  // What is missing is pointed out when the user wants to go on, not while they are still at it.
  const [isAsked, setIsAsked] = useState(false);
  const hasLines = table !== null && table.rows.length + table.problems.length > 0;

  function setSource(field: string, source: FieldSource) {
    draft.remap({ ...mapping, fields: { ...mapping.fields, [field]: source } });
  }

  function goOn() {
    setIsAsked(true);
    const [first] = problems;
    if (first !== undefined)
      document.getElementById(fieldRowId(first.field))?.querySelector('select')?.focus();
    if (problems.length === 0 && hasLines) onContinue();
  }

  return (
    <Stack gap="lg">
      <ReadingCard draft={draft} />
      {type !== null && table !== null && (
        <>
          <StepCard
            title={`Fields of each ${type.labelOne.toLowerCase()}`}
            lead="Say where the values of each field come from. Fields with an asterisk are needed."
          >
            <div className={classes.fields}>
              {type.fields.map((field) => (
                <FieldRow
                  key={field.name}
                  field={field}
                  table={table}
                  source={mapping.fields[field.name] ?? { kind: 'unset' }}
                  problem={
                    isAsked
                      ? (problems.find((problem) => problem.field === field.name)?.message ?? null)
                      : null
                  }
                  onChange={(source) => setSource(field.name, source)}
                />
              ))}
            </div>
          </StepCard>
          <KeyCard draft={draft} table={table} isDoubtful={isKeyDoubtful} />
        </>
      )}
      {isAsked && problems.length > 0 && (
        <Notice tone="error" title="Some fields still need an answer">
          <List size="sm">
            {problems.map(({ field, label, message }) => (
              <List.Item key={field}>
                {label}: {message}
              </List.Item>
            ))}
          </List>
        </Notice>
      )}
      {table !== null && !hasLines && (
        <Notice tone="warning" title="The file holds column names but no records">
          Choose another file, or switch the column names off if the line is a record.
        </Notice>
      )}
      <StepActions>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button onClick={goOn} disabled={!hasLines}>
          Continue
        </Button>
      </StepActions>
    </Stack>
  );
}
