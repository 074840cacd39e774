using System.CommandLine;
using Burst.Cost.Prices;

namespace Burst.Cli.Commands;

internal sealed class PricesCommand : BurstCommand
{
    private readonly Option<FileInfo?> file = new("--prices") { Description = "A price file to check and show instead of the built-in price book" };

    public PricesCommand()
        : base("prices", "List the prices Burst decides by, with their sources and dates", "burst prices", "burst prices --prices my-prices.json")
    {
        Options.Add(file);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Load(parsed.GetValue(file)?.FullName).Describe()).ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    public static PriceBook Load(string? path)
    {
        try
        {
            return path is null ? PriceBook.BuiltIn : PriceBook.Load(path);
        }
        catch (PriceFileException exception)
        {
            throw new CommandException(ExitCodes.Invalid, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Invalid, $"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
