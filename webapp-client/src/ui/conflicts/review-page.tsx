import { Alert, Anchor, Button, Container, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isDeleted, type Review } from '../../sync';
import { recordLabel } from '../records/record-label';
import { useLive } from '../records/use-live';
import { routeToHash } from '../routing/route';
import { router } from '../routing/use-router';
import { useTidebook } from '../session/tidebook-context';
import { DeletionReview } from './deletion-review';
import { FieldsReview } from './fields-review';
import { ruleWording } from './rule-wording';

/** One conflict that waits for the user: the versions, and what is to stand. */
export function ReviewPage({ seq }: { seq: number }) {
  const { reviews, schema } = useTidebook();
  const live = useLive(() => reviews.getAll(), [reviews]);
  const all = live.kind === 'ready' ? live.value : [];
  const review = all.find((candidate) => candidate.seq === seq) ?? null;
  const type = schema.types.find(({ name }) => name === review?.entityType) ?? null;
  // What the review was about when it was shown first: one that turns into another question has to say so.
  const [began, setBegan] = useState<{ seq: number; isAboutDeletion: boolean } | null>(null);
  if (review !== null && began?.seq !== seq) setBegan({ seq, isAboutDeletion: isAboutDeletion(review) });
  const others = all.filter((candidate) => candidate.seq !== seq);
  const next = others.find((candidate) => candidate.seq > seq) ?? others[0] ?? null;
  const title = review === null || type === null ? null : recordLabel(type, shownVersion(review));
  useEffect(() => {
    document.title = title === null ? 'Conflict · Tidebook' : `Conflict: ${title} · Tidebook`;
  }, [title]);

  function goOn(): void {
    router.navigate(next === null ? { kind: 'conflicts' } : { kind: 'conflict', seq: next.seq });
  }

  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Anchor href={routeToHash({ kind: 'conflicts' })} size="sm" w="fit-content">
          <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: '-2px' }} /> Conflicts
          {all.length > 1 && `, ${String(all.length)} to review`}
        </Anchor>
        {live.kind === 'loading' && <Skeleton height={320} radius="md" />}
        {live.kind === 'failed' && (
          <Alert color="red" title="The conflict could not be read from this device">
            {live.error.message}
          </Alert>
        )}
        {live.kind === 'ready' && review === null && <Decided onNext={next === null ? null : goOn} />}
        {review !== null && type === null && (
          <Alert color="yellow" title="This version of Tidebook does not know this kind of record">
            Load the page anew, or decide on a device with a newer version. Nothing is lost meanwhile.
          </Alert>
        )}
        {review !== null && type !== null && (
          <>
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {type.labelOne}: {title}
            </Title>
            <Text size="sm" c="dimmed">
              Rule: {ruleWording(review.rule).toLowerCase()}. Here it is yours to decide. Until then your
              version stays on this device alone, and what you change in this record waits with it.
            </Text>
            {isAboutDeletion(review) ? (
              <DeletionReview
                key={seq}
                type={type}
                review={review}
                isDeletedSince={began?.isAboutDeletion === false}
                onDecided={goOn}
              />
            ) : (
              <FieldsReview
                key={seq}
                type={type}
                review={review}
                isRevived={began?.isAboutDeletion === true}
                onDecided={goOn}
              />
            )}
          </>
        )}
      </Stack>
    </Container>
  );
}

function isAboutDeletion({ mine, theirs }: Review): boolean {
  return isDeleted(mine) || isDeleted(theirs);
}

function shownVersion({ mine, theirs }: Review) {
  return isDeleted(mine) ? theirs : mine;
}

function Decided({ onNext }: { onNext: (() => void) | null }) {
  return (
    <Stack gap="sm" py="xl" align="flex-start">
      <Title order={1}>This conflict is decided</Title>
      <Text>Here, or in another tab; or the other side has come to say the same.</Text>
      {onNext !== null && <Button onClick={onNext}>Go to the next one</Button>}
      <Button component="a" href={routeToHash({ kind: 'conflicts' })} variant="default">
        Show all conflicts
      </Button>
    </Stack>
  );
}
