using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Events;

namespace KanbanAspire.Kanban.Store;

/// <summary>Is told of each event that has just been committed, before its writer is answered.</summary>
public interface ICommitObserver
{
    /// <summary>Takes note of an event. Must neither wait nor throw.</summary>
    /// <param name="before">The board before the event; null when the event made it.</param>
    /// <param name="e">The event.</param>
    void Committed(Board? before, BoardEvent e);
}
