import { Button, Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { listedTypes } from '../sync';
import { FormPage } from './form/form-page';
import { ListPage } from './list/list-page';
import type { Route } from './routing/route';
import { router, useRouter } from './routing/use-router';
import { typeAtPath, useTidebook } from './session/tidebook-context';
import { typeGroups } from './shell/type-groups';
import { SyncPage } from './sync-centre/sync-page';

// Seldom visited, and of no use without a connection.
const MembersPage = lazy(async () => ({ default: (await import('./account/members-page')).MembersPage }));
const AccessPage = lazy(async () => ({ default: (await import('./account/access-page')).AccessPage }));

// The import brings a parser of its own, which most visits do not need.
const ImportPage = lazy(async () => ({ default: (await import('./import/import-page')).ImportPage }));

// They bring what marks the differences between texts.
const ConflictsPage = lazy(async () => ({
  default: (await import('./conflicts/conflicts-page')).ConflictsPage,
}));
const ReviewPage = lazy(async () => ({ default: (await import('./conflicts/review-page')).ReviewPage }));
const RulesPage = lazy(async () => ({ default: (await import('./conflicts/rules-page')).RulesPage }));

const lazyPages = {
  import: ImportPage,
  members: MembersPage,
  access: AccessPage,
  conflicts: ConflictsPage,
  'conflict-rules': RulesPage,
};

/** The page of the address; the first type's list where the address names none. */
export function Pages() {
  const { schema } = useTidebook();
  const { route: address } = useRouter();
  const firstPath = typeGroups(schema)[0]?.types[0]?.path;
  useEffect(() => {
    if (address.kind === 'home' && firstPath !== undefined) {
      router.replace(listAt(firstPath));
    }
  }, [address, firstPath]);

  // Not only once the address says so: that would draw the whole page twice.
  const route = address.kind === 'home' && firstPath !== undefined ? listAt(firstPath) : address;
  if (route.kind === 'home') return null;
  if (route.kind === 'sync') return <SyncPage />;
  if (route.kind === 'conflict') {
    return (
      <Suspense fallback={<LoadingPage />}>
        <ReviewPage key={route.seq} seq={route.seq} />
      </Suspense>
    );
  }
  if (isLazy(route)) {
    const Page = lazyPages[route.kind];
    return (
      <Suspense fallback={<LoadingPage />}>
        <Page />
      </Suspense>
    );
  }
  const type = typeAtPath(listedTypes(schema), route.path);
  if (type === null) return <NoSuchPage />;
  switch (route.kind) {
    case 'list':
      return <ListPage key={type.name} type={type} />;
    case 'new':
      return <FormPage key={`${type.name}/new`} type={type} id={null} />;
    case 'record':
      return <FormPage key={`${type.name}/${route.id}`} type={type} id={route.id} />;
  }
}

function listAt(path: string): Extract<Route, { kind: 'list' }> {
  return { kind: 'list', path };
}

function isLazy(route: Route): route is Extract<Route, { kind: keyof typeof lazyPages }> {
  return route.kind in lazyPages;
}

function LoadingPage() {
  return (
    <Container size={860} w="100%" py="lg" aria-hidden>
      <Skeleton height={320} radius="md" />
    </Container>
  );
}

function NoSuchPage() {
  return (
    <Container size="sm" py="xl">
      <Stack align="flex-start">
        <Title order={1}>There is no such page</Title>
        <Text>The address may be mistyped, or the page belongs to a newer version of Tidebook.</Text>
        <Button component="a" href="#/">
          Go to the first page
        </Button>
      </Stack>
    </Container>
  );
}
