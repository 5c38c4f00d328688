using Spectre.Console;

namespace AirQuality.Jobs.Commands;

/// <summary>Plain tables on any writer.</summary>
internal static class Tables
{
    // A row is never cut or wrapped here: a terminal wraps by itself, and a file or a pipe takes lines of any length.
    private const int WideEnough = 100_000;

    /// <summary>A console over a writer, without colours.</summary>
    public static IAnsiConsole For(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = WideEnough;
        return console;
    }

    /// <summary>A table with these columns; the texts are no markup.</summary>
    public static Table Plain(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void AddTexts(this Table table, params IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(cell)));
}
