import { Anchor, Container, Group, Stack, Title } from '@mantine/core';
import { useEffect } from 'react';
import { routeToHash } from '../routing/route';
import { OverruledSection } from './overruled-section';
import { ReviewSection } from './review-section';
import { SettledSection } from './settled-section';

/** All conflicts: those that wait for the user, the edits that were overruled, and what became of others. */
export function ConflictsPage() {
  useEffect(() => {
    document.title = 'Conflicts · Tidebook';
  }, []);
  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="lg">
        <Group justify="space-between">
          <Title order={1}>Conflicts</Title>
          <Anchor href={routeToHash({ kind: 'conflict-rules' })} size="sm">
            Conflict rules
          </Anchor>
        </Group>
        <ReviewSection />
        <OverruledSection />
        <SettledSection />
      </Stack>
    </Container>
  );
}
