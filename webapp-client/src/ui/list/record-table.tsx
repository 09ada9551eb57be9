import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { gridOf, type Column } from './columns';
import { FieldText } from './field-text';
import { RowMark } from './row-mark';
import type { RowsProps } from './rows-props';
import classes from './record-table.module.css';
import { useVirtualRows } from './use-virtual-rows';
import { routeToHash } from '../routing/route';

const rowHeightPx = 44;

/** The wide form of a list. Only the rows in sight are in the document, so the roles carry the numbers. */
export function RecordTable({ type, columns, rows, rowsByType, marks, view, onChange, onOpen }: RowsProps) {
  const { scrollRef, items, totalPx, onScroll } = useVirtualRows(rows.length, rowHeightPx, view, onChange);
  const grid = gridOf(columns);
  const tracks = { '--tracks': grid.template, '--row-min-width': grid.minWidth } as CSSProperties;

  function sortBy({ field }: Column): void {
    const descending = view.sort.field === field.name ? !view.sort.descending : field.type === 'date';
    onChange({ ...view, sort: { field: field.name, descending }, scrollTop: 0 });
  }

  return (
    <div className={classes.frame}>
      <div
        ref={scrollRef}
        onScroll={onScroll}
        className={classes.scroll}
        role="table"
        aria-label={type.label}
        aria-rowcount={rows.length + 1}
        style={tracks}
      >
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            {columns.map((column) => (
              <div
                key={column.field.name}
                role="columnheader"
                aria-sort={ariaSort(column, view.sort)}
                data-align={column.align}
                className={classes.headCell}
              >
                <button type="button" className={classes.sort} onClick={() => sortBy(column)}>
                  {column.field.label}
                  <SortArrow column={column} sort={view.sort} />
                </button>
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: totalPx }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                className={`${classes.row} ${classes.record}`}
                style={{ height: rowHeightPx, transform: `translateY(${item.start}px)` }}
                onClick={() => onOpen(row.id)}
              >
                {columns.map((column, index) => (
                  <div key={column.field.name} role="cell" data-align={column.align} className={classes.cell}>
                    {index === 0 ? (
                      <>
                        <a
                          href={routeToHash({ kind: 'record', path: type.path, id: row.id })}
                          className={classes.label}
                          onClick={(event) => event.stopPropagation()}
                        >
                          <FieldText
                            type={type}
                            field={column.field}
                            record={row.record}
                            rowsByType={rowsByType}
                          />
                        </a>
                        <RowMark mark={marks.get(row.id)} />
                      </>
                    ) : (
                      <span className={classes.text}>
                        <FieldText
                          type={type}
                          field={column.field}
                          record={row.record}
                          rowsByType={rowsByType}
                        />
                      </span>
                    )}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function ariaSort({ field }: Column, sort: RowsProps['view']['sort']): 'ascending' | 'descending' | 'none' {
  if (sort.field !== field.name) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

function SortArrow({ column, sort }: { column: Column; sort: RowsProps['view']['sort'] }) {
  if (sort.field !== column.field.name) return null;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return <Arrow size={14} aria-hidden />;
}
