import { useParams } from 'react-router-dom';
import { parseSessionId } from '../../api/entries';
import { MissingSession } from './MissingSession';
import { SessionView } from './SessionView';

/** One session: what it was, and its lines. */
const SessionPage = () => {
  const { id } = useParams<{ id: string }>();
  const sessionId = parseSessionId(id);
  // A key, as nothing of one session holds for another.
  return sessionId === null ? <MissingSession /> : <SessionView key={sessionId} id={sessionId} />;
};

export default SessionPage;
