import { Notice } from './notice';

/** Warns that the key may name other records than those that are there, which would then be taken for them. */
export function KeyDoubt({ hint }: { hint: string }) {
  return (
    <Notice tone="warning" title="Are these the same records?">
      Most rows have the key of a record that is here with other values. If they are new records that only
      carry the same numbers, such as the next statement numbered from 1, none of them would be imported, or
      they would overwrite the old ones. {hint}
    </Notice>
  );
}
