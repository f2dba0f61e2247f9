namespace KanbanAspire.Report.Screens;

/// <summary>A picture of the report.</summary>
/// <param name="File">Name below <c>images/</c>.</param>
/// <param name="Chapter">Chapter that it stands in.</param>
/// <param name="English">What it shows.</param>
/// <param name="Korean">The same in Korean.</param>
/// <param name="IsPhone">Whether it is upright.</param>
internal sealed record Screen(string File, Chapter Chapter, string English, string Korean, bool IsPhone = false);

/// <summary>Names the chapters with pictures.</summary>
internal enum Chapter
{
    Board,
    SignUp,
    Timer,
    Dashboard,
}
