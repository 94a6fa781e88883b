import type { ReactElement, ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface SheetProps {
  readonly title: string;
  readonly close: () => void;
  /** An answer is needed: a click beside it does not close it. */
  readonly urgent?: boolean;
  readonly children: ReactNode;
}

/** A sheet above the page; the focus goes into it, stays in it, and returns to where it came from. */
export function Sheet({ title, close, urgent = false, children }: SheetProps): ReactElement {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!urgent}
      className="dialog-ground"
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className="dialog-sheet">
        <Dialog role={urgent ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
