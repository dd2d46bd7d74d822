import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { takeBackNewest } from '../lib/undo-toast.js';
import { useKeys } from '../lib/use-keys.js';

/** Where short messages come up: never over the reply box. A key takes back what the newest one offers to. */
export function Toasts() {
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  useKeys({ u: takeBackNewest });
  return <Notifications position={small === true ? 'top-center' : 'bottom-left'} containerWidth={400} />;
}
