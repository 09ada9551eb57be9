/** Conflicts that are alike: of one type, about the same fields. */
import { isDeleted, type EntityTypeSchema, type Review } from '../../sync';
import { countOf } from '../records/format';

export interface ReviewGroup {
  readonly key: string;
  readonly type: EntityTypeSchema | null;
  /** "3 transactions: Amount, Date". */
  readonly title: string;
  readonly reviews: readonly Review[];
}

/** The groups in the order of their first review. */
export function groupReviews(reviews: readonly Review[], types: readonly EntityTypeSchema[]): ReviewGroup[] {
  const byKey = new Map<string, Review[]>();
  for (const review of reviews) {
    const key = `${review.entityType}/${aboutWhat(review).join(' ')}`;
    byKey.set(key, [...(byKey.get(key) ?? []), review]);
  }
  return [...byKey].map(([key, alike]) => {
    const [first] = alike as [Review, ...Review[]];
    const type = types.find(({ name }) => name === first.entityType) ?? null;
    const many = type === null ? `${String(alike.length)} ${first.entityType}` : countOf(alike.length, type);
    return { key, type, title: `${many}: ${subject(first, type)}`, reviews: alike };
  });
}

/** "Amount, Date", or that one side has deleted it. */
export function subject(review: Review, type: EntityTypeSchema | null): string {
  if (isDeleted(review.mine)) return 'deleted by you, changed by others';
  if (isDeleted(review.theirs)) return 'changed by you, deleted by others';
  return aboutWhat(review)
    .map((name) => type?.fields.find((field) => field.name === name)?.label ?? name)
    .join(', ');
}

function aboutWhat({ mine, theirs, fields }: Review): string[] {
  if (isDeleted(mine) || isDeleted(theirs)) return [isDeleted(mine) ? '-mine' : '-theirs'];
  return fields.filter(({ changedBy }) => changedBy === 'both').map(({ name }) => name);
}
