import { useRef } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

interface FileFieldProps {
  readonly id: string;
  readonly label: string;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly files: readonly File[];
  readonly choose: (files: readonly File[]) => void;
}

/** Chooses files; a browser's own field would speak the browser's language, not the page's. */
export function FileField({ id, label, accept, multiple = false, files, choose }: FileFieldProps): ReactElement {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="field">
      <span className="label" id={`${id}-label`}>
        {label}
      </span>
      <div className="row">
        <input
          ref={input}
          id={id}
          type="file"
          accept={accept}
          multiple={multiple}
          className="visually-hidden"
          tabIndex={-1}
          aria-labelledby={`${id}-label`}
          onChange={(event) => {
            choose([...(event.target.files ?? [])]);
          }}
        />
        <button
          type="button"
          className="button"
          aria-describedby={`${id}-label ${id}-files`}
          onClick={() => {
            input.current?.click();
          }}
        >
          {t('formWord.browse')}
        </button>
        <span id={`${id}-files`} className="soft">
          {files.length === 0 ? t('formWord.noFiles') : files.map(({ name }) => name).join(', ')}
        </span>
      </div>
    </div>
  );
}
