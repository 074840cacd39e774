using System.CommandLine;
using System.Globalization;
using System.Text;
using Burst.Core.Units;
using Burst.Simulation.Converting;
using Burst.Simulation.Traces;

namespace Burst.Cli.Commands;

internal sealed class SimulateConvertCommand : BurstCommand
{
    private readonly Option<DirectoryInfo?> azureFunctions = new("--azure-functions") { Description = "A folder with invocations.csv, durations.csv and memory.csv of the Azure Functions trace" };
    private readonly Option<string?> requestRate = new("--request-rate") { Description = "A file of requests per second, integers between blanks; - reads standard input" };
    private readonly Option<FileInfo> outFile = new("--out") { Description = "The .csv to write", Required = true };
    private readonly Option<string> cpu = new("--cpu") { Description = "Cores of an invocation, or of a replica", DefaultValueFactory = _ => "1" };
    private readonly Option<string> memory = new("--memory") { Description = "Memory of a replica", DefaultValueFactory = _ => "2GiB" };
    private readonly Option<ulong> seed = new("--seed") { Description = "Of the arrivals within each minute", DefaultValueFactory = _ => 1 };
    private readonly Option<string> cpuSeconds = new("--cpu-seconds-per-request") { Description = "CPU time of one request, such as 0.5", DefaultValueFactory = _ => "1" };
    private readonly Option<int> scale = new("--scale") { Description = "Multiplies the request rate", DefaultValueFactory = _ => 1 };
    private readonly Option<string> window = new("--window") { Description = "The rate is averaged over this long", DefaultValueFactory = _ => "60s" };

    public SimulateConvertCommand()
        : base(
            "convert", "Make a trace for `burst simulate` of function invocations or of a request rate",
            "burst simulate convert --azure-functions traces/azure --out functions.csv",
            "tar xOjf workload.tbz2 | burst simulate convert --request-rate - --cpu-seconds-per-request 0.5 --scale 100 --out web.csv")
    {
        foreach (var option in new Option[] { azureFunctions, requestRate, outFile, cpu, memory, seed, cpuSeconds, scale, window })
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (folder, rates) = (parsed.GetValue(azureFunctions), parsed.GetValue(requestRate));
        if (folder is null == rates is null)
            throw new CommandException(ExitCodes.Usage, "give one of --azure-functions and --request-rate.");
        var file = parsed.GetRequiredValue(outFile);
        try
        {
            using var output = new StreamWriter(file.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var rows = folder is not null
                ? AzureFunctionsTrace.Convert(folder.FullName, FlagText.Thousandths(cpu.Name, parsed.GetRequiredValue(cpu)), parsed.GetRequiredValue(seed), output, cancellationToken)
                : ConvertRates(parsed, rates!, output, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows} jobs written to {file.Name}")).ConfigureAwait(false);
            return ExitCodes.Ok;
        }
        catch (TraceRowException exception)
        {
            throw new CommandException(ExitCodes.Invalid, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, exception.Message, exception);
        }
    }

    private long ConvertRates(ParseResult parsed, string source, StreamWriter output, CancellationToken cancellationToken)
    {
        var seconds = FlagText.Duration(window.Name, parsed.GetRequiredValue(window)).TotalSeconds;
        if (seconds is < 1 or > 86_400 || seconds != Math.Floor(seconds))
            throw new CommandException(ExitCodes.Usage, "--window takes whole seconds from 1s to 1d.");
        if (parsed.GetRequiredValue(scale) is < 1 or > 1_000_000)
            throw new CommandException(ExitCodes.Usage, "--scale takes a whole number from 1 to 1000000.");
        var options = new RequestRateOptions
        {
            CpuMillisPerRequest = FlagText.Thousandths(cpuSeconds.Name, parsed.GetRequiredValue(cpuSeconds)),
            Scale = parsed.GetRequiredValue(scale),
            WindowSeconds = (int)seconds,
            Replica = new Resources(FlagText.Thousandths(cpu.Name, parsed.GetRequiredValue(cpu)), FlagText.MemoryMib(memory.Name, parsed.GetRequiredValue(memory))),
        };
        using var reader = source == "-" ? Console.In : new StreamReader(source);
        return RequestRateTrace.Convert(reader, source == "-" ? "standard input" : Path.GetFileName(source), options, output, cancellationToken);
    }
}
