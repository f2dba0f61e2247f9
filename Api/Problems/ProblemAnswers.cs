namespace KanbanAspire.Api.Problems;

/// <summary>Says that endpoints answer what goes wrong with problem details; metadata of a group, read by the document as well.</summary>
internal sealed record ProblemAnswers;
