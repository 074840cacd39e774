using Burst.Core.Ids;
using Burst.Manifests;

namespace Burst.Cli.Commands;

/// <summary>
/// What `-f` names: a file, all manifests of a folder, or standard input. Each is checked under its own name before anything is sent,
/// so that every message says the right file and line.
/// </summary>
internal sealed class ManifestFiles
{
    private const int FilesMax = 1000;
    private const long BytesMax = 4 * 1024 * 1024;

    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private readonly List<ManifestFile> files = [];
    private readonly List<string> errors = [];
    private readonly Dictionary<ObjectKey, ManifestObject> declared = [];

    private ManifestFiles()
    {
    }

    /// <summary>In the order of the files.</summary>
    public List<ManifestObject> Objects { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>All files as one multi-document text.</summary>
    public string Text => files.Count == 1 ? files[0].Text : string.Concat(files.Select(file => $"---\n{file.Text}\n"));

    /// <exception cref="CommandException">Nothing is there, or something in it is not valid; every error of every file is listed.</exception>
    public static async Task<ManifestFiles> ReadAsync(IEnumerable<string> sources, string inNamespace, CancellationToken cancellationToken)
    {
        var manifests = new ManifestFiles();
        foreach (var source in sources.Distinct(StringComparer.Ordinal))
        {
            foreach (var name in FindFiles(source))
                manifests.Add(new ManifestFile(name, await ReadTextAsync(name, source == "-", cancellationToken).ConfigureAwait(false)), inNamespace);
        }

        return manifests.errors.Count == 0
            ? manifests
            : throw new CommandException(ExitCodes.Invalid, $"the manifests are not valid, so nothing was done:{Environment.NewLine}{string.Join(Environment.NewLine, manifests.errors)}");
    }

    private void Add(ManifestFile file, string inNamespace)
    {
        files.Add(file);
        var read = ManifestReader.Read(file.Text, file.Name, inNamespace);
        errors.AddRange(read.Errors.Select(error => error.ToString()));
        Warnings.AddRange(read.Warnings);
        foreach (var item in read.Objects)
        {
            if (declared.TryAdd(item.Object.Key, item))
                Objects.Add(item);
            else
                errors.Add($"{file.Name}:{item.Line}:1: {item.Object.Key} is already declared in {declared[item.Object.Key].Source} on line {declared[item.Object.Key].Line}; keep one of the two");
        }
    }

    private static IReadOnlyList<string> FindFiles(string source)
    {
        if (source == "-")
            return ["standard input"];
        if (!Directory.Exists(source))
            return [source];
        var found = Directory.EnumerateFiles(source).Where(file => Endings.Contains(Path.GetExtension(file))).Take(FilesMax + 1)
            .Order(StringComparer.Ordinal).ToList();
        return found.Count switch
        {
            0 => throw new CommandException(ExitCodes.NotFound, $"{source}: holds no {string.Join(", ", Endings)} file."),
            > FilesMax => throw new CommandException(ExitCodes.Invalid, $"{source}: holds more than {FilesMax} manifests; name a smaller folder."),
            _ => found,
        };
    }

    private static async Task<string> ReadTextAsync(string name, bool isInput, CancellationToken cancellationToken)
    {
        try
        {
            if (isInput)
                return await Console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return new FileInfo(name).Length <= BytesMax
                ? await File.ReadAllTextAsync(name, cancellationToken).ConfigureAwait(false)
                : throw new CommandException(ExitCodes.Invalid, $"{name}: is larger than {BytesMax / 1024 / 1024} MiB; a manifest is at most that.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.NotFound, $"{name}: {exception.Message} Name a file, a folder, or - for standard input.", exception);
        }
    }
}
