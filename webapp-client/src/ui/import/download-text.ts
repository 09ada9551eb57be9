/** Hands a text to the user as a file. */
export function downloadText(fileName: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the content once it has begun, which is in the next task at the latest.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
