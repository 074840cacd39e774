using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>Writes groups as the service does. Lists leave out how a group is.</summary>
internal sealed class GroupWriter(SimulatedArmOptions options, string root)
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    public byte[] Write(SimulatedGroup group, bool withInstanceView)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("id"u8, $"{root}/{group.Name}");
        json.WriteString("name"u8, group.Name);
        json.WriteString("type"u8, "Microsoft.ContainerInstance/containerGroups"u8);
        json.WriteString("location"u8, options.Region);
        json.WriteStartObject("tags"u8);
        foreach (var (key, value) in group.Tags)
            json.WriteString(key, value);
        json.WriteEndObject();
        WriteProperties(group, withInstanceView);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteProperties(SimulatedGroup group, bool withInstanceView)
    {
        json.WriteStartObject("properties"u8);
        json.WriteString("sku"u8, "Standard"u8);
        if (group.Spec.IsSpot)
            json.WriteString("priority"u8, "Spot"u8);
        json.WriteString("provisioningState"u8, group.ProvisioningState);
        json.WriteStartArray("containers"u8);
        foreach (var container in group.Containers)
            WriteContainer(group, container, withInstanceView);
        json.WriteEndArray();
        json.WriteStartArray("initContainers"u8);
        json.WriteEndArray();
        json.WriteString("restartPolicy"u8, group.Spec.RestartPolicy);
        json.WriteString("osType"u8, "Linux"u8);
        if (withInstanceView)
        {
            json.WriteStartObject("instanceView"u8);
            json.WriteStartArray("events"u8);
            json.WriteEndArray();
            json.WriteString("state"u8, group.State);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteContainer(SimulatedGroup group, SimulatedContainer container, bool withInstanceView)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, container.Spec.Name);
        json.WriteStartObject("properties"u8);
        WriteSpec(container.Spec);
        if (withInstanceView && group.Record.BilledFrom is not null)
            WriteView(group, container);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteSpec(ContainerOrder spec)
    {
        json.WriteString("image"u8, spec.Image);
        json.WriteStartArray("command"u8);
        foreach (var word in spec.Command)
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteStartArray("ports"u8);
        foreach (var (protocol, port) in spec.Ports)
        {
            json.WriteStartObject();
            json.WriteString("protocol"u8, protocol);
            json.WriteNumber("port"u8, port);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("environmentVariables"u8);
        foreach (var (name, value) in spec.Environment)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            if (value is not null)
                json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("resources"u8);
        json.WriteStartObject("requests"u8);
        json.WriteNumber("memoryInGB"u8, spec.MemoryDeciGb / 10m);
        json.WriteNumber("cpu"u8, spec.CpuMillis / 1000m);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteView(SimulatedGroup group, SimulatedContainer container)
    {
        json.WriteStartObject("instanceView"u8);
        json.WriteNumber("restartCount"u8, container.Restarts);
        json.WriteStartObject("currentState"u8);
        if (container.Ended is { } ended)
            WriteEnd(ended);
        else
            WriteLife(container);
        json.WriteEndObject();
        if (container.Previous is { } previous)
        {
            json.WriteStartObject("previousState"u8);
            WriteEnd(previous);
            json.WriteEndObject();
        }

        json.WriteStartArray("events"u8);
        WriteEvent("Pulling"u8, "Normal"u8, group.Record.BilledFrom!.Value, $"pulling image \"{container.Spec.Image}\"");
        if (group.PulledAt is { } pulledAt)
            WriteEvent("Pulled"u8, "Normal"u8, pulledAt, $"Successfully pulled image \"{container.Spec.Image}\"");
        else if (group.PullFailedAt is { } failedAt)
            WriteEvent("Failed"u8, "Warning"u8, failedAt, $"Failed to pull image \"{container.Spec.Image}\": the registry does not answer");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteLife(SimulatedContainer container)
    {
        json.WriteString("state"u8, container.RunningSince is null ? "Waiting"u8 : "Running"u8);
        if (container.RunningSince is { } since)
            WriteTime("startTime"u8, since, "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'");
        json.WriteString("detailStatus"u8, container.WaitsFor);
    }

    private void WriteEnd(ContainerRun run)
    {
        json.WriteString("state"u8, "Terminated"u8);
        WriteTime("startTime"u8, run.StartedAt, "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'");
        json.WriteNumber("exitCode"u8, run.ExitCode);
        WriteTime("finishTime"u8, run.FinishedAt, "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'");
        json.WriteString("detailStatus"u8, run.ExitCode == 0 ? "Completed"u8 : "Error"u8);
    }

    private void WriteEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, DateTimeOffset at, string message)
    {
        json.WriteStartObject();
        json.WriteNumber("count"u8, 1);
        WriteTime("firstTimestamp"u8, at, "yyyy-MM-dd'T'HH:mm:ss'Z'");
        WriteTime("lastTimestamp"u8, at, "yyyy-MM-dd'T'HH:mm:ss'Z'");
        json.WriteString("name"u8, name);
        json.WriteString("message"u8, message);
        json.WriteString("type"u8, type);
        json.WriteEndObject();
    }

    private void WriteTime(ReadOnlySpan<byte> name, DateTimeOffset at, string format)
    {
        Span<byte> text = stackalloc byte[32];
        at.UtcDateTime.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
