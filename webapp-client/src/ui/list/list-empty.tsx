import { Button, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { isMadeByHand, type EntityTypeSchema } from '../../sync';
import { routeToHash } from '../routing/route';
import { TypeIcon } from '../shell/type-icon';

interface Props {
  readonly type: EntityTypeSchema;
  /** What was searched for in vain, or null when there are no records at all. */
  readonly query: string | null;
  readonly onClear: () => void;
}

/** What an empty list says, and what can be done about it. */
export function ListEmpty({ type, query, onClear }: Props) {
  const searched = query !== null;
  return (
    <Stack align="center" gap="sm" py={64} px="md" ta="center">
      <ThemeIcon variant="light" size={64} radius="xl">
        {searched ? (
          <IconSearchOff size={32} stroke={1.5} aria-hidden />
        ) : (
          <TypeIcon type={type.name} size={32} stroke={1.5} />
        )}
      </ThemeIcon>
      <Title order={2} size="h3">
        {searched ? 'Nothing found' : `No ${type.label.toLowerCase()} yet`}
      </Title>
      <Text c="dimmed" maw={420}>
        {searched
          ? `None of your ${type.label.toLowerCase()} holds “${query}”.`
          : isMadeByHand(type)
            ? 'Add the first one, or bring many at once from a CSV file. Both work with no network.'
            : 'They come with their files, from the programs that bring those in.'}
      </Text>
      <Group justify="center" mt="xs">
        {searched ? (
          <Button variant="default" onClick={onClear}>
            Show all
          </Button>
        ) : isMadeByHand(type) ? (
          <>
            <Button component="a" href={routeToHash({ kind: 'new', path: type.path })}>
              Add {article(type.labelOne)} {type.labelOne.toLowerCase()}
            </Button>
            <Button component="a" href={`#/import?type=${type.name}`} variant="default">
              Import from a file
            </Button>
          </>
        ) : null}
      </Group>
    </Stack>
  );
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a';
}
