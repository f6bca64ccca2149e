import { useMemo, useState } from 'react';
import { CarretDown } from '@strapi/icons';
import { dataSections } from '../../console/data-sections';
import type { DataSection, StackPart } from '../../console/data-sections';
import { safeText } from '../../console/line-text';
import { useTranslate } from '../../hooks/useTranslate';
import { LineButton, LineData } from './line-styles';

const LibraryFrames = ({ frames }: { frames: string[] }) => {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <LineButton type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <CarretDown aria-hidden />
        {t('console.libraryFrames', { count: frames.length })}
      </LineButton>
      {isOpen && <pre>{frames.join('\n')}</pre>}
    </>
  );
};

const Frames = ({ frames, isLibrary }: StackPart) =>
  isLibrary ? <LibraryFrames frames={frames} /> : <pre>{frames.join('\n')}</pre>;

const Section = ({ label, text, stack, json }: DataSection) => (
  <>
    {label !== null && <div>{safeText(label)}:</div>}
    {text !== null && <div>{text}</div>}
    {stack.map((part, index) => (
      <Frames key={index} {...part} />
    ))}
    {json !== null && <pre>{json}</pre>}
  </>
);

/** What was logged beside a message: of errors their messages and stacks, then other values. */
export const LineDetails = ({ data, message }: { data: unknown; message: string }) => {
  const sections = useMemo(() => dataSections(data, message), [data, message]);
  return (
    <LineData data-part="data">
      {sections.map((section, index) => (
        <Section key={index} {...section} />
      ))}
    </LineData>
  );
};
