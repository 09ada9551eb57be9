import { Stepper, Text } from '@mantine/core';

const STEPS = ['File', 'Fields', 'Check', 'Done'] as const;

/** Which of the four steps is shown: a row of steps, or one line where it is narrow. */
export function StepHeader({ index }: { index: number }) {
  return (
    <>
      <Stepper active={index === 3 ? 4 : index} size="sm" iconSize={30} visibleFrom="sm" aria-hidden>
        {STEPS.map((label) => (
          <Stepper.Step key={label} label={label} component="div" allowStepSelect={false} tabIndex={-1} />
        ))}
      </Stepper>
      <Text size="sm" c="dimmed" hiddenFrom="sm">
        Step {index + 1} of {STEPS.length}: {STEPS[index]}
      </Text>
    </>
  );
}
