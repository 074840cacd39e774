using System.Collections.Immutable;
using System.CommandLine;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Simulation.Engine;
using Burst.Simulation.Traces;
using Burst.Storage;

namespace Burst.Cli.Commands;

/// <summary>The flags of `burst simulate` that describe the workload and the cluster.</summary>
internal sealed class SimulateFlags
{
    private readonly Option<FileInfo?> jobs = new("--jobs") { Description = "The trace: .csv (id,submit_s,duration_s,cpu,memory_mib,class), .swf or .swf.gz" };
    private readonly Option<DirectoryInfo?> fromLedger = new("--from-ledger") { Description = "Instead of a trace, what ran on a live cluster: the state folder of `burst up`" };
    private readonly Option<bool> skipBad = new("--skip-bad") { Description = "Leave out rows that cannot be used, and count them" };
    private readonly Option<string> defaultMemory = new("--default-memory") { Description = "Memory of a job whose row has none, such as 2GiB or 512MiB", DefaultValueFactory = _ => "2GiB" };
    private readonly Option<string> swfMemory = new("--swf-memory") { Description = "Field 10 of an .swf: kib-per-processor (the standard) or bytes-per-node (with the nodes in field 21)", DefaultValueFactory = _ => "kib-per-processor" };
    private readonly Option<int?> vmNodes = new("--vm-nodes") { Description = "VM nodes, paid for all the time; 0 for none" };
    private readonly Option<string?> vmSize = new("--vm-size") { Description = "Their size, such as D32s_v5 (`burst prices` lists them)" };
    private readonly Option<string?> vmMix = new("--vm-mix") { Description = "Instead of both, nodes of several sizes, such as 24xD32s_v5,44xD16s_v5" };
    private readonly Option<string> vmTier = new("--vm-tier") { Description = "vm, vm-reserved-1y or vm-reserved-3y", DefaultValueFactory = _ => "vm" };
    private readonly Option<string> region = new("--region") { Description = "The Azure region whose prices apply", DefaultValueFactory = _ => "eastus" };
    private readonly Option<string[]> policy = new("--policy") { Description = "overflow, never, always or prefer; several are compared", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> after = new("--after") { Description = "How long a job may wait for a VM before it spills", DefaultValueFactory = _ => "60s" };
    private readonly Option<string> tiers = new("--tiers") { Description = "Tiers to spill to, in order: aci, aci-spot", DefaultValueFactory = _ => "aci" };
    private readonly Option<string> aciStart = new("--aci-start") { Description = "From placement on ACI to the code running; billed", DefaultValueFactory = _ => "20s" };
    private readonly Option<string> vmStart = new("--vm-start") { Description = "From placement on a VM to the code running", DefaultValueFactory = _ => "1s" };
    private readonly Option<int> aciCores = new("--aci-cores") { Description = "Core quota of ACI", DefaultValueFactory = _ => 100 };
    private readonly Option<int> aciGroups = new("--aci-groups") { Description = "Container group quota of ACI", DefaultValueFactory = _ => 100 };
    private readonly Option<int> createsPer5Minutes = new("--creates-per-5min") { Description = "Container groups created in any 5 minutes, at most", DefaultValueFactory = _ => 100 };
    private readonly Option<int> createsPerHour = new("--creates-per-hour") { Description = "Container groups created in any hour, at most", DefaultValueFactory = _ => 300 };

    public void AddTo(Command command)
    {
        policy.AcceptOnlyFromAmong("overflow", "never", "always", "prefer");
        vmTier.AcceptOnlyFromAmong("vm", "vm-reserved-1y", "vm-reserved-3y");
        swfMemory.AcceptOnlyFromAmong("kib-per-processor", "bytes-per-node");
        foreach (var option in new Option[]
        {
            jobs, fromLedger, skipBad, defaultMemory, swfMemory, vmNodes, vmSize, vmMix, vmTier, region, policy, after, tiers, aciStart, vmStart, aciCores,
            aciGroups, createsPer5Minutes, createsPerHour,
        })
            command.Options.Add(option);
    }

    public (SimulationOptions Options, ImmutableArray<BurstMode> Policies) Read(ParseResult parsed)
    {
        var names = parsed.GetValue(policy) is { Length: > 0 } given ? given : ["overflow"];
        var policies = names.Distinct(StringComparer.Ordinal).Select(name => Enum.Parse<BurstMode>(name, ignoreCase: true)).ToImmutableArray();
        var vm = parsed.GetRequiredValue(vmTier);
        var options = new SimulationOptions
        {
            Vms = Vms(parsed),
            VmTier = vm == "vm" ? Tier.Vm : Tier.VmReserved,
            ReservedYears = vm switch { "vm-reserved-1y" => 1, "vm-reserved-3y" => 3, _ => null },
            Region = parsed.GetRequiredValue(region),
            Policy = policies[0],
            After = Duration(parsed, after),
            Tiers = Tiers(parsed),
            AciStart = Duration(parsed, aciStart),
            VmStart = Duration(parsed, vmStart),
            AciCores = Count(parsed, aciCores, 0, 1_000_000),
            AciGroups = Count(parsed, aciGroups, 0, 10_000_000),
            CreatesPer5Minutes = Count(parsed, createsPer5Minutes, 0, 10_000_000),
            CreatesPerHour = Count(parsed, createsPerHour, 0, 10_000_000),
        };
        return (options, policies);
    }

    public async Task<(Trace Trace, string Name)> ReadTraceAsync(ParseResult parsed, SimulationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (parsed.GetValue(jobs), parsed.GetValue(fromLedger)) switch
            {
                ({ } file, null) => (TraceReader.Read(file.FullName, TraceOptions(parsed), cancellationToken), file.Name),
                (null, { } folder) => (await ReadLedgerAsync(folder.FullName, options, parsed.InvocationConfiguration.Error, cancellationToken).ConfigureAwait(false), $"ledger of {folder.Name}"),
                _ => throw new CommandException(ExitCodes.Usage, "give one of --jobs and --from-ledger."),
            };
        }
        catch (TraceRowException exception)
        {
            throw new CommandException(ExitCodes.Invalid, $"{exception.Message} Use --skip-bad to leave such rows out.", exception);
        }
        catch (Exception exception) when (exception is NotSupportedException or StateStoreOpenException)
        {
            throw new CommandException(ExitCodes.Invalid, exception.Message, exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCodes.NotFound, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandException(ExitCodes.Invalid, $"the trace cannot be read: {exception.Message}", exception);
        }
    }

    private VmMix Vms(ParseResult parsed)
    {
        try
        {
            return (parsed.GetValue(vmNodes), parsed.GetValue(vmSize), parsed.GetValue(vmMix)) switch
            {
                (null, null, { } mix) => VmMix.Parse(mix),
                ({ } nodes and >= 0 and <= VmMix.NodesMax, { } size, null) => VmMix.Of(nodes, size),
                ({ } nodes, { }, null) => throw new CommandException(ExitCodes.Usage, $"{vmNodes.Name} {nodes} cannot be used; 0 to {VmMix.NodesMax} are accepted."),
                _ => throw new CommandException(ExitCodes.Usage, $"say which VM nodes there are: {vmNodes.Name} and {vmSize.Name}, or {vmMix.Name} alone."),
            };
        }
        catch (FormatException exception)
        {
            throw new CommandException(ExitCodes.Usage, $"{vmMix.Name}: {exception.Message}.", exception);
        }
    }

    private TraceOptions TraceOptions(ParseResult parsed) => new()
    {
        SkipsBadRows = parsed.GetValue(skipBad),
        DefaultMemoryMib = FlagText.MemoryMib(defaultMemory.Name, parsed.GetRequiredValue(defaultMemory)),
        SwfMemory = parsed.GetRequiredValue(swfMemory) == "bytes-per-node" ? SwfMemory.BytesPerNode : SwfMemory.KibPerProcessor,
    };

    private static async Task<Trace> ReadLedgerAsync(string folder, SimulationOptions options, TextWriter notes, CancellationToken cancellationToken)
    {
        var ledger = await LedgerFolder.ReadAsync(folder, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var trace = LedgerTrace.Of(ledger, options.VmStart, options.AciStart);
        if (LedgerTrace.SumsUntil(ledger) is { } until)
            await notes.WriteLineAsync($"Pods that ended until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC are kept as sums per day, and are not replayed.").ConfigureAwait(false);
        return trace;
    }

    private static TimeSpan Duration(ParseResult parsed, Option<string> option) => FlagText.Duration(option.Name, parsed.GetRequiredValue(option));

    private static int Count(ParseResult parsed, Option<int> option, int from, int to) => parsed.GetRequiredValue(option) is var value && value >= from && value <= to
        ? value
        : throw new CommandException(ExitCodes.Usage, $"{option.Name} {value} cannot be used; {from} to {to} are accepted.");

    private ImmutableArray<Tier> Tiers(ParseResult parsed)
    {
        var names = parsed.GetRequiredValue(tiers).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.All(name => name is "aci" or "aci-spot")
            ? [.. names.Distinct(StringComparer.Ordinal).Select(Tier.Parse)]
            : throw new CommandException(ExitCodes.Usage, $"--tiers '{parsed.GetRequiredValue(tiers)}' cannot be used; aci, aci-spot or both, in order, are accepted.");
    }
}
