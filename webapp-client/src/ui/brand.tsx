import { Group, Text } from '@mantine/core';

/** The mark and the name; decorative, so a screen reader hears the name once. */
export function Brand({ size = 30, color }: { size?: number; color?: string }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="./icons/mark.svg" width={size} height={size} alt="" style={{ display: 'block' }} />
      <Text
        component="span"
        fw={700}
        fz={size * 0.63}
        lh={1}
        style={{ letterSpacing: '-0.01em' }}
        c={color ?? 'inherit'}
      >
        Tidebook
      </Text>
    </Group>
  );
}
