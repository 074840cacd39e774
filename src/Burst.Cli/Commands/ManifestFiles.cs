using System.Text;

namespace Burst.Cli.Commands;

/// <summary>Reads what `apply -f` names as one multi-document text.</summary>
internal static class ManifestFiles
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    public static async Task<string> ReadAsync(string source, CancellationToken cancellationToken)
    {
        if (source == "-")
            return await Console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Directory.Exists(source)
                ? await ReadFolderAsync(source, cancellationToken).ConfigureAwait(false)
                : await File.ReadAllTextAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.NotFound, $"{source}: {exception.Message} Name a file, a folder, or - for standard input.", exception);
        }
    }

    private static async Task<string> ReadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(folder).Where(file => Endings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new CommandException(ExitCodes.NotFound, $"{folder}: holds no {string.Join(", ", Endings)} file.");
        var text = new StringBuilder();
        foreach (var file in files)
            text.Append("---\n").Append(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Append('\n');
        return text.ToString();
    }
}
