import styled from 'styled-components';
import { splitMatches } from '../utils/matches';

const Mark = styled.mark`
  background: ${({ theme }) => theme.colors.warning200};
  border-radius: 2px;
  color: ${({ theme }) => theme.colors.neutral900};
`;

/** `text` with each occurrence of `search` highlighted, whatever its case. */
export const Highlight = ({ text, search = '' }: { text: string; search?: string }) => (
  <>
    {splitMatches(text, search).map(({ text: part, isMatch }, index) =>
      isMatch ? <Mark key={index}>{part}</Mark> : part
    )}
  </>
);
