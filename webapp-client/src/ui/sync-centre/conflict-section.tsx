import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { ConflictCard } from './conflict-card';
import { Section } from './section';

/** Edits of this device that a newer one overruled, with both versions. */
export function ConflictSection() {
  const { conflicts } = useTidebook();
  const live = useLive(() => conflicts.getOpen(), [conflicts]);
  const open = live.kind === 'ready' ? [...live.value].reverse() : null;
  return (
    <Section
      title="Overruled edits"
      count={open?.length ?? null}
      empty="None. When a newer edit from another device takes the place of yours, both are shown here."
    >
      {open?.map((conflict) => (
        <ConflictCard key={conflict.seq} conflict={conflict} />
      ))}
    </Section>
  );
}
