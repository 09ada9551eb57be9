import { diffWordsWithSpace } from 'diff';
import classes from './conflicts.module.css';

interface Props {
  readonly text: string;
  /** The other version: what it does not have is marked. */
  readonly other: string;
}

/** Longer texts are shown as they are: to compare them takes longer than to read them. */
const longest = 4_000;

/** A text in which the words are marked that the other version does not have. */
export function TextDifference({ text, other }: Props) {
  if (text === '' || other === '' || text.length + other.length > longest) return <>{text}</>;
  return (
    <>
      {diffWordsWithSpace(other, text)
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
