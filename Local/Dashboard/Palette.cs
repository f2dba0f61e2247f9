namespace KanbanAspire.Local.Dashboard;

/// <summary>Gives each resource its colour, the same on every page.</summary>
public static class Palette
{
    private const int Hues = 10;
    private static readonly Dictionary<string, int> Given = [];

    /// <summary>Numbers the hue of a name, 0 to 9; neighbours in order of first use differ.</summary>
    public static int Hue(string name)
    {
        lock (Given)
        {
            return Given.TryGetValue(name, out var hue) ? hue : Given[name] = Given.Count % Hues;
        }
    }
}
