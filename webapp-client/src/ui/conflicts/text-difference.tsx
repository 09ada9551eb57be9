import { diffWordsWithSpace } from 'diff';
import classes from './conflicts.module.css';

interface Props {
  readonly text: string;
  /** The other version: what it does not have is marked. */
  readonly other: string;
}

/** Texts that take longer to compare, in milliseconds, are shown as they are: the page is not to wait. */
const timeout = 200;

/** A text in which the words are marked that the other version does not have. */
export function TextDifference({ text, other }: Props) {
  const parts = text === '' || other === '' ? undefined : diffWordsWithSpace(other, text, { timeout });
  if (parts === undefined) return <>{text}</>;
  return (
    <>
      {parts
        .filter((part) => !part.removed)
        .map((part, index) =>
          part.added ? (
            <mark key={index} className={classes.mark}>
              {part.value}
            </mark>
          ) : (
            <span key={index}>{part.value}</span>
          ),
        )}
    </>
  );
}
