using System.Buffers.Binary;
using System.Text;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Tests;

public sealed class LogFramesTests
{
    private const string T1 = "2026-01-05T09:00:00.000000001Z";
    private const string T2 = "2026-01-05T09:00:00.000000002Z";

    [Fact]
    public async Task Frames_OfBothStreams_AreLines() =>
        Assert.Equal([(T1, "out"), (T2, "err")], await ReadAsync(Frame(1, $"{T1} out\n"), Frame(2, $"{T2} err\n")));

    [Fact]
    public async Task LineInPieces_IsPutTogether_WithTheTimeOfTheFirst() =>
        Assert.Equal([(T2, "other"), (T1, "abcd")], await ReadAsync(Frame(1, $"{T1} ab"), Frame(2, $"{T2} other\n"), Frame(1, $"{T2} cd\n")));

    [Fact]
    public async Task LineWithoutAnEnd_IsHandedOutAtTheEnd() => Assert.Equal([(T1, "no end")], await ReadAsync(Frame(1, $"{T1} no end")));

    [Fact]
    public async Task EmptyLine_IsALine() => Assert.Equal([(T1, "")], await ReadAsync(Frame(1, $"{T1} \n")));

    [Fact]
    public async Task CharacterCutInTwo_IsWholeAgain()
    {
        var text = Encoding.UTF8.GetBytes("€\n");

        Assert.Equal([(T1, "€")], await ReadAsync(Frame(1, [.. Encoding.UTF8.GetBytes($"{T1} "), .. text[..1]]), Frame(1, [.. Encoding.UTF8.GetBytes($"{T2} "), .. text[1..]])));
    }

    [Fact]
    public async Task FrameThatIsCutOff_IsLeftOut() => Assert.Equal([(T1, "whole")], await ReadAsync(Frame(1, $"{T1} whole\n"), Frame(1, $"{T2} lost\n")[..20]));

    [Fact]
    public async Task WhatIsNotInFrames_IsRefused() => await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("plain text of a terminal"u8.ToArray()));

    private static byte[] Frame(byte stream, string text) => Frame(stream, Encoding.UTF8.GetBytes(text));

    private static byte[] Frame(byte stream, byte[] text)
    {
        var frame = new byte[8 + text.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), text.Length);
        text.CopyTo(frame, 8);
        return frame;
    }

    private static async Task<(string, string)[]> ReadAsync(params byte[][] frames)
    {
        var lines = new List<(string, string)>();
        await foreach (var line in LogFrames.ReadAsync(new MemoryStream([.. frames.SelectMany(frame => frame)]), CancellationToken.None))
            lines.Add(line);
        return [.. lines];
    }
}
