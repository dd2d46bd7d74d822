import { Kbd, Modal, Table } from '@mantine/core';
import { t } from '../lib/words.js';

const keys = [
  [['j', '↓'], 'next'],
  [['k', '↑'], 'previous'],
  [['r'], 'reply'],
  [['q'], 'ready'],
  [['Ctrl + Enter', '⌘ + Enter'], 'send'],
  [['a'], 'assign'],
  [['m'], 'mine'],
  [['e'], 'close'],
  [['u'], 'undo'],
  [['/'], 'search'],
  [['?'], 'help'],
] as const;

/** The keys of the inbox. */
export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('keys.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table verticalSpacing={6} withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([names, what]) => (
            <Table.Tr key={what}>
              <Table.Td w={170}>
                {names.map((name, index) => (
                  <span key={name}>
                    {index > 0 && ' '}
                    <Kbd style={{ whiteSpace: 'nowrap' }}>{name}</Kbd>
                  </span>
                ))}
              </Table.Td>
              <Table.Td>{t(`keys.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
