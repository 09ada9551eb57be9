import { Checkbox, Group, Radio, Text } from '@mantine/core';
import type { ImportPlan } from '../../import';
import { formatCount } from '../records/format';
import { KeyDoubt } from './key-doubt';
import { Notice } from './notice';
import type { ExistingChoice } from './use-import-run';

interface Props {
  readonly counts: ImportPlan['counts'];
  /** Whether most rows have the key of a record with other values. */
  readonly isKeyDoubtful: boolean;
  /** How many records the import would write as things stand. */
  readonly readable: number;
  readonly existing: ExistingChoice;
  readonly onExisting: (choice: ExistingChoice) => void;
  readonly isPartAccepted: boolean;
  readonly onPartAccepted: (accepted: boolean) => void;
}

/** The decisions that only the user can make: unreadable lines, and records that are there with other values. */
export function CheckChoices(props: Props) {
  const { counts, isKeyDoubtful, readable, existing, onExisting, isPartAccepted, onPartAccepted } = props;
  const lines = counts.unreadable === 1 ? '1 line' : `${formatCount(counts.unreadable)} lines`;
  const records = readable === 1 ? '1 readable record' : `${formatCount(readable)} readable records`;
  return (
    <>
      {isKeyDoubtful && (
        <KeyDoubt hint="Then go back and choose other key columns, or give the source another name." />
      )}
      {counts.changed > 0 && (
        <Radio.Group
          label={`${formatCount(counts.changed)} of the records are on this device with other values`}
          value={existing}
          onChange={(value) => onExisting(value === 'update' ? 'update' : 'skip')}
        >
          <Group mt={8} gap="lg">
            <Radio value="skip" label="Leave them as they are" />
            <Radio value="update" label="Overwrite them with the file" />
          </Group>
        </Radio.Group>
      )}
      {counts.unreadable > 0 && (
        <Notice tone="warning" title={`${lines} of the file cannot be read`}>
          <Text size="sm" mb={readable > 0 ? 'sm' : 0}>
            Nothing is imported yet. What cannot be read is listed below with the reason: go back and change
            the fields, or mend the file and choose it again.
          </Text>
          {readable > 0 && (
            <Checkbox
              label={`Import the ${records} and leave out ${lines}`}
              checked={isPartAccepted}
              onChange={(event) => onPartAccepted(event.currentTarget.checked)}
            />
          )}
        </Notice>
      )}
      {readable === 0 && counts.unreadable === 0 && (
        <Notice tone="info" title="There is nothing to import">
          {counts.changed === 0
            ? 'Every record of this file is on this device already.'
            : 'Every record of this file is on this device. Those with other values there are left as they are.'}
        </Notice>
      )}
    </>
  );
}
