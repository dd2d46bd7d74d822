import { Alert, Button, FileButton, Group, List } from '@mantine/core';
import { useState } from 'react';
import type { ImportOutcome } from '../../api/translation.schemas.js';
import { ApiProblem } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { readTextFile } from './read-text-file.js';

/** Under the server's 8 MB, with room for the quoting of JSON. */
const mostBytes = 7 * 1024 * 1024;

interface Props<Format extends string> {
  formats: readonly Format[];
  hrefOf: (format: Format) => string;
  /** Null: may only export. */
  send: ((format: Format, content: string) => Promise<ImportOutcome>) | null;
}

/** Taking entries over from a file, and saving them as one; what was left out is said with its line. */
export function FileButtons<Format extends string>({ formats, hrefOf, send }: Props<Format>) {
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [busy, setBusy] = useState(false);
  const take = async (format: Format, file: File | null): Promise<void> => {
    if (file === null || send === null) return;
    setOutcome(null);
    if (file.size > mostBytes) {
      tellProblem(t('translation.failed'), new ApiProblem(413, 'too_large', t('translation.files.tooLarge')));
      return;
    }
    setBusy(true);
    try {
      setOutcome(await send(format, await readTextFile(file)));
    } catch {
      // The mutation has said what was wrong.
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Group gap="xs">
        {send !== null &&
          formats.map((format) => (
            <FileButton
              key={format}
              accept={`.${format}`}
              onChange={(file) => void take(format, file)}
              // A file that was put right and is chosen again is a new one, though its name is the same.
              inputProps={{ onClick: (event) => (event.currentTarget.value = '') }}
            >
              {(props) => (
                <Button {...props} size="xs" variant="default" loading={busy}>
                  {t('translation.files.import', { format: format.toUpperCase() })}
                </Button>
              )}
            </FileButton>
          ))}
        {formats.map((format) => (
          <Button key={format} component="a" href={hrefOf(format)} download size="xs" variant="default">
            {t('translation.files.export', { format: format.toUpperCase() })}
          </Button>
        ))}
      </Group>
      {outcome !== null && (
        <Alert
          role="status"
          variant="default"
          title={t('translation.files.done', { count: outcome.added })}
          withCloseButton
          closeButtonLabel={t('common.close')}
          onClose={() => setOutcome(null)}
        >
          {outcome.left > 0 && (
            <>
              {t('translation.files.left', { count: outcome.left })}
              <List size="sm">
                {outcome.problems.map(({ line, message }, index) => (
                  <List.Item key={`${line ?? ''} ${index}`}>
                    {line === null ? message : t('translation.files.line', { line, message })}
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </Alert>
      )}
    </>
  );
}
