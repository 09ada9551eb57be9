import { Text, ThemeIcon } from '@mantine/core';
import { IconFileText, IconUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import classes from './import.module.css';

interface Props {
  readonly fileName: string | null;
  readonly onFile: (file: File) => void;
}

/** A file input with a large target, on which a file can also be dropped. */
export function FileDrop({ fileName, onFile }: Props) {
  const [isOver, setIsOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  }

  return (
    <label
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        aria-label="File"
        className={classes.fileInput}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onFile(file);
          // So that the same file, mended meanwhile, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <ThemeIcon variant="light" size={48} radius="xl">
        {fileName === null ? <IconUpload size={24} aria-hidden /> : <IconFileText size={24} aria-hidden />}
      </ThemeIcon>
      <div className={classes.dropText}>
        <Text fw={600}>{fileName ?? 'Choose a file'}</Text>
        <Text size="sm" c="dimmed">
          {fileName === null ? 'or drop it here' : 'Choose another file, or drop it here'}
        </Text>
      </div>
    </label>
  );
}
