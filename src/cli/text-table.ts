/**
 * Rows under headings in columns that are as wide as their widest text. Columns of numbers are told by `right`.
 *
 * @example
 * textTable([{ heading: 'operation' }, { heading: 'cost', right: true }], [['Timetable', '12.5']]);
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ right }, index) => {
        const [cell = '', width = 0] = [cells[index], widths[index]];
        return right === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ heading }) => heading)), line(widths.map((width) => '─'.repeat(width)))]
    .concat(rows.map(line))
    .join('\n');
}

export interface TextColumn {
  readonly heading: string;
  readonly right?: boolean;
}
