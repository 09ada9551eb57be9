import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './rows.module.css';

interface Props {
  readonly name: string;
  /** A word beside the name, such as "You". */
  readonly mark?: string | null;
  readonly detail: string;
  /** What can be done, at the end of the row. */
  readonly children?: ReactNode;
}

export function Rows({ children }: { children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>;
}

/** A member, token or device: what it is called, what is known of it, what can be done. */
export function Row({ name, mark = null, detail, children }: Props) {
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <span className={classes.name}>{name}</span>
        {mark !== null && <span className={classes.mark}>{mark}</span>}
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {detail}
        </Text>
      </div>
      {children}
    </li>
  );
}
