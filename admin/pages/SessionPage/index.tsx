import { useParams } from 'react-router-dom';
import { parseSessionId } from '../../api/entries';
import { MissingSession } from './MissingSession';
import { SessionView } from './SessionView';

/** One session and its lines. */
const SessionPage = () => {
  const { id } = useParams<{ id: string }>();
  const sessionId = parseSessionId(id);
  // By key: no state of one session may be kept for another.
  return sessionId === null ? <MissingSession /> : <SessionView key={sessionId} id={sessionId} />;
};

export default SessionPage;
