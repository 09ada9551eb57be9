import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './import.module.css';

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;

interface Props {
  readonly tone: keyof typeof ICONS;
  readonly title: string;
  readonly children: ReactNode;
}

/** A message in a quiet frame, its tone told by icon and edge; read out as soon as it appears. */
export function Notice({ tone, title, children }: Props) {
  const Icon = ICONS[tone];
  return (
    <Alert
      variant="default"
      title={title}
      role={tone === 'info' ? 'status' : 'alert'}
      icon={<Icon aria-hidden />}
      data-tone={tone}
      classNames={{ root: classes.notice ?? '', icon: classes.noticeIcon ?? '' }}
    >
      {children}
    </Alert>
  );
}
