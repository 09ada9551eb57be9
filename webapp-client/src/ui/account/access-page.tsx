import { Container, Stack, Title } from '@mantine/core';
import { useEffect } from 'react';
import { DevicesSection } from './devices-section';
import { TokensSection } from './tokens-section';

/** Everything that reaches the books under the user's name: devices, and programs with a token. */
export function AccessPage() {
  useEffect(() => {
    document.title = 'Devices and tokens · Tidebook';
  }, []);
  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="lg">
        <Title order={1}>Devices and tokens</Title>
        <DevicesSection />
        <TokensSection />
      </Stack>
    </Container>
  );
}
