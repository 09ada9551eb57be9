import { routeToHash } from '../routing/route';
import classes from './record-cards.module.css';
import { fieldText } from './field-text';
import { RowMark } from './row-mark';
import type { RowsProps } from './rows-props';
import { useVirtualRows } from './use-virtual-rows';

const rowHeightPx = 68;
const detailsShown = 3;

/** The narrow form of a list: what names the record and its amount, and beneath it the next fields that say something. */
export function RecordCards({ type, columns, rows, rowsByType, marks, view, onChange }: RowsProps) {
  const { scrollRef, items, totalPx, onScroll } = useVirtualRows(rows.length, rowHeightPx, view, onChange);
  const [first, ...others] = columns;
  const amount = others.find((column) => column.field.type === 'decimal');
  const details = others.filter((column) => column !== amount);
  return (
    <div ref={scrollRef} onScroll={onScroll} className={classes.scroll}>
      <ul className={classes.list} style={{ height: totalPx }} aria-label={type.label}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined || first === undefined) return null;
          const textOf = (column: (typeof columns)[number]) =>
            fieldText({ type, field: column.field, record: row.record, rowsByType });
          const texts = details.map(textOf).filter((text) => text !== '');
          return (
            <li
              key={row.id}
              className={classes.item}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              style={{ height: rowHeightPx, transform: `translateY(${item.start}px)` }}
            >
              <a className={classes.link} href={routeToHash({ kind: 'record', path: type.path, id: row.id })}>
                <span className={classes.line}>
                  <span className={classes.label}>{textOf(first) || row.label}</span>
                  <RowMark mark={marks.get(row.id)} />
                  {amount !== undefined && <span className={classes.amount}>{textOf(amount)}</span>}
                </span>
                <span className={classes.details}>{texts.slice(0, detailsShown).join(' · ')}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
